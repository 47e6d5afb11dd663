"""Is the petition signed? The form on paper, its scan, a signing at the counter, a digitally signed PDF (row 81).

A complaint or denunciation without signature or fingerprint is not accepted (Luật Khiếu nại Đ.8, Đ.11 k.5; Luật Tố cáo
Đ.23). The table of steps asks `signed_on` before it offers acceptance.
"""

from .signed import is_signed, judge, record_at_counter, send_signed_form, status
from .standing import signed_on

__all__ = ["is_signed", "judge", "record_at_counter", "send_signed_form", "signed_on", "status"]
