"""A user of `venice-py`, the community's client of the API: does one thing at an address, and prints what came of it."""

import asyncio
import base64
import io
import json
import sys
from pathlib import Path

from PIL import Image
from venice_ai import VeniceClient, VeniceError, VideoGenerationError

CLIP = {
    "model": "wan-2.2-a14b-text-to-video",
    "prompt": "a boat",
    "duration_seconds": 5,
    "aspect_ratio": "16:9",
    "resolution": "480p",
}
LINKED = {**CLIP, "model": "grok-imagine-text-to-video"}
BASE_KEY, SOLANA_KEY = (
    "0x" + "1f" * 32,
    "1GMkH3brNXiNNs1tiFZHu4yZSRrzJwxi5wB9bHFtMikjwpAW9DMZzU2Pqakc5it8X3N5vPmqdN7KF4CCUpmKhq",
)
PATIENTLY = {"poll_interval": 0.1, "max_polls": 10_000}


def beginning(path):
    """The four letters by which a clip is known."""
    return Path(path).read_bytes()[4:8].decode()


def picture():
    """A picture, to be sent inside an order."""
    buffer = io.BytesIO()
    Image.new("RGB", (640, 360), "#69a").save(buffer, "PNG")
    return inside(buffer.getvalue(), "image/png")


def inside(data, kind):
    """Bytes as a data URL."""
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"


def purse(chain):
    """A wallet on a chain."""
    from venice_ai.auth import SolanaX402Auth, X402Auth  # noqa: PLC0415  takes a second, and few need it

    return X402Auth(private_key=BASE_KEY) if chain == "base" else SolanaX402Auth(private_key=SOLANA_KEY)


async def clip(client, order=CLIP):
    """Quote, order, wait, fetch."""
    asked = {name: value for name, value in order.items() if name != "prompt"}
    quote = await client.video.quote(**asked)
    job = await client.video.run(**order)
    path = await job.download("clip.mp4", await job.wait(**PATIENTLY))
    return {"quote": quote.quote, "starts": beginning(path)}


async def linked(client):
    """The same from a link, which is then revoked."""
    job = await client.video.run(**LINKED)
    path = await job.download("clip.mp4", await job.wait(**PATIENTLY))
    revoked = await job.cancel()
    return {"starts": beginning(path), "revoked": revoked.success}


async def chained(client):
    """A clip that begins with a picture, and the same clip upscaled: the media goes inside the orders."""
    framed = {**CLIP, "model": "wan-2-7-image-to-video", "resolution": "720p", "image_url": picture()}
    del framed["aspect_ratio"]
    job = await client.video.run(**framed)
    path = await job.download("clip.mp4", await job.wait(**PATIENTLY))
    upscale = {
        "model": "topaz-video-upscale",
        "video_url": inside(path.read_bytes(), "video/mp4"),
        "upscale_factor": 2,
    }
    quote = await client.video.quote(**upscale)
    job = await client.video.run(**upscale)
    path = await job.download("large.mp4", await job.wait(**PATIENTLY))
    return {"quote": quote.quote, "starts": beginning(path)}


async def tidy(client):
    """Order and fetch in a block that cleans up, as its manual shows; then clean up once more."""
    async with await client.video.run(**CLIP) as job:
        path = await job.download("clip.mp4", await job.wait(**PATIENTLY))
    try:
        again = await client.video.cancel(model=job.model, queue_id=job.queue_id)
    except VeniceError as error:
        again = error
    return {"starts": beginning(path), "again": str(again)}


async def catalogue(client):
    """The models, what one of them can do, and the cheapest."""
    models = await client.models.list(type="video")
    able = await client.models.get_capabilities(CLIP["model"])
    cheapest = await client.models.resolve_cheapest_video(duration=5, video_type="text-to-video")
    return {
        "models": len(models.data),
        "durations": able.durations,
        "cheapest": cheapest.model,
        "usd": cheapest.quote_usd,
    }


async def books(client):
    """Twelve orders, and what the account says of them."""
    for _ in range(12):
        await client.video.submit(**CLIP)
    balance = await client.billing.get_balance()
    entries = [entry async for entry in client.billing.iter_usage_history(page_size=10)]
    pages = [page async for page in client.billing.iter_usage_history_csv(page_size=10)]
    return {
        "lines": sum(page.content.count(b"\n") for page in pages),
        "usd": balance.balances.usd,
        "entries": len(entries),
        "total": round(sum(entry.amount for entry in entries), 2),
        "skus": sorted({entry.sku for entry in entries}),
    }


async def wallet(client):
    """An order, paid by a wallet, and the wallet's own books."""
    auth = client.wallet
    job = await client.video.run(**CLIP)
    path = await job.download("clip.mp4", await job.wait(**PATIENTLY))
    balance = await client.x402.balance(auth=auth)
    entries = [entry async for entry in client.x402.iter_transactions(auth=auth, page_size=1)]
    return {
        "starts": beginning(path),
        "usd": balance.data.balanceUsd,
        "entries": [[entry.type, entry.amount] for entry in entries],
        "known": balance.data.walletAddress.lower() == auth.wallet_address.lower()
        or balance.data.walletAddress == auth.wallet_address,
    }


async def limits(client):
    """What the key may do in a minute, and what it ran into."""
    told = await client.api_keys.get_rate_limits()
    log = await client.api_keys.get_rate_limit_logs()
    return {
        "permitted": told.data.accessPermitted,
        "usd": told.data.balances.USD,
        "models": len(told.data.rateLimits),
        "log": len(log.data),
    }


async def transcription(client):
    """A route that its service no longer has."""
    try:
        await client.video.transcribe("https://example.com/a.mp4")
    except VeniceError as error:
        return f"{type(error).__name__}: {error}"
    return "done"


async def topped_up(client):
    """An empty wallet: what it is told, a payment into its credit, an order, and its ledger."""
    auth = client.wallet
    before = await outcome(client)
    paid = await client.x402.top_up_with(auth=auth, amount_usdc=10)
    after = await outcome(client)
    entries = [entry async for entry in client.x402.iter_transactions(auth=auth, page_size=1)]
    return {
        "before": before,
        "credited": [paid.data.amountCredited, paid.data.newBalance],
        "after": after,
        "entries": [[entry.type, entry.amount, entry.balanceAfter] for entry in entries],
    }


async def asked_for(client):
    """What a payment has to be, for who pays by another program."""
    try:
        await client.x402.top_up()
    except VeniceError as error:
        return [row["network"] for row in error.body["accepts"]]
    return "paid"


async def outcome(client, order=CLIP):
    """How one order ends, in a word."""
    try:
        job = await client.video.run(**order)
        await job.wait(**PATIENTLY)
    except VideoGenerationError as error:
        return f"failed: {error.message.removeprefix('Video generation failed: ')}"
    except VeniceError as error:
        return f"{type(error).__name__}: {getattr(error, 'status_code', None)}"
    return "done"


async def outcomes(client):
    """How nine orders end, one after the other."""
    return [await outcome(client) for _ in range(9)]


async def refused(client):
    """Orders that are not taken."""
    upscale = {"model": "topaz-video-upscale", "video_url": "http://localhost/a.mp4"}
    return [
        await outcome(client, order)
        for order in (
            {**CLIP, "model": "wan-x"},
            {**CLIP, "prompt": "x" * 3000},
            {**CLIP, "image_url": "https://example.com/a.png"},
            upscale,
        )
    ]


DEALINGS = {
    each.__name__: each
    for each in (
        clip,
        linked,
        chained,
        tidy,
        catalogue,
        books,
        limits,
        outcomes,
        refused,
        transcription,
        wallet,
        topped_up,
        asked_for,
    )
}


async def main(address, dealing, payer="key"):
    """Do it, and print it."""
    auth = None if payer == "key" else purse(payer)
    pays = {"auth": auth} if auth else {"api_key": "any"}
    async with VeniceClient(base_url=address, **pays) as client:
        client.wallet = auth
        sys.stdout.write(json.dumps(await DEALINGS[dealing](client)))


asyncio.run(main(*sys.argv[1:]))
