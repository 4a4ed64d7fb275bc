"""The words of every diagnostic code, by stage. Knows no places and no drawing."""

from vgdsl.report.wording import footage, graph, models, names, syntax, values
from vgdsl.report.wording.form import Wording

WORDING: dict[str, Wording] = {
    **syntax.WORDING,
    **names.WORDING,
    **values.WORDING,
    **models.WORDING,
    **footage.WORDING,
    **graph.WORDING,
}
