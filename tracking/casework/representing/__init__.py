"""May who speaks for the petitioners speak for them? The paper that proves it, looked at by an officer (K24, K28, K29).

A complaint brought by an unlawful representative is not accepted (Luật Khiếu nại Đ.11 k.4), and who brings a proposal
or feedback for others shows the same paper (NĐ 154/2026 Đ.4 k.1e). The table of steps asks `standing` before it offers
acceptance.
"""

from .checked import BadMandate, record_good, record_lacking
from .standing import Standing, standing

__all__ = ["BadMandate", "Standing", "record_good", "record_lacking", "standing"]
