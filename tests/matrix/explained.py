"""What is not as one would think, each with a sentence: the known differences between checker, simulator and schema."""

SCHEMA = {
    '"prompt" is a required property': "models that enlarge or mend clips, and the one that circles a picture, need none",
    '"duration" is a required property': "clips made from clips are as long as these, and nothing else may be said of them",
    '"480P" is not one of': "a resolution newer than the published list, spelled as the model's own list has it",
    '"1080P" is not one of': "the same",
    '"2k" is not one of': "the same",
    '"4K" is not one of': "the same",
}
"""In which ways accepted orders differ from the published schema, by how its messages begin."""

STRICTER = {
    "VG411": "a length that the request would be given by itself is a price that nobody chose",
    "VG413": "the same, where `auto` was written",
    "VG421": "a shape that the request would be given by itself",
    "VG424": "the same, where `auto` was written",
    "VG416": "left out of the request, though the shot asked for it",
    "VG422": "the same",
    "VG426": "the same",
    "VG427": "the same",
    "VG457": "the same",
    "VG459": "the same",
    "VG485": "the same",
    "VG448": "what the shot lists would have no effect: the model shows what its prompt names",
    "VG446": "a hole would stand in the prompt",
    "VG447": "the same",
    "VG496": "the ending of a document's name is not in the request; the simulator cannot see it",
}
"""Codes of scenes that the checker refuses although the simulator would make their requests."""

UNTRIED = {
    "deprecation": "a warning: the day of a removal may have been moved, and orders may be re-routed",
    "unchecked": "a warning: nobody has published these limits",
    "mentions": "about the film maker's words, which the service cannot know",
}
"""Rules of the checker that no documented refusal is about."""

UNFORESEEN = {
    "401, 402": "keys, wallets and balances are asked about when money is about to be spent",
    "403": "regions and the tier of a key are the service's to know",
    "404, 410": "the catalogue is dated: an unknown model is warned of (VG315), one that leaves too (VG406)",
    "409, 422": "what a picture shows is judged by the service: faces, content",
    "429, 5xx": "of the moment, not of the order",
    "media on the web": "nobody has looked at what is behind an address",
}
"""Documented refusals that a checker cannot foresee, by status."""

FOLLOWS = {
    "VG455": "a soundtrack is sound alone once what was to be looked at is gone: that stands in for VG454",
    "VG499": "a start frame is no longer one too many once the references are gone, and is not known to be taken",
}
"""Codes that two refusals together have, and neither alone."""
