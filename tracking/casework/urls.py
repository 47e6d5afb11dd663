"""Addresses of the citizen's way: advice, form, receipt, look-up, case. None of them ever holds a code or a token."""

from django.urls import path

from .captcha import views as captcha_views
from .citizen.advice import adviser_views, still_in_time_views
from .citizen.case import case_act_views, case_views, lookup_views, part_views, signature_views, views_papers
from .citizen.form import form_views, join_views, receipt_views
from .notices import views as notice_views

app_name = "casework"
urlpatterns = [
    path("gui-don/", adviser_views.adviser, name="adviser"),
    path("gui-don/am-thanh/<slug:key>.wav", captcha_views.sound, name="captcha_sound"),
    path("gui-don/an-toan/", adviser_views.safety, name="safety"),
    path("gui-don/roi-ngay/", adviser_views.leave_now, name="leave_now"),
    path("gui-don/con-kip/", still_in_time_views.still_in_time, name="still_in_time"),
    path("gui-don/gui-them/", join_views.join, name="join"),
    path("gui-don/tiep-tuc/", form_views.resume, name="resume"),
    path("gui-don/<slug:kind_slug>/", form_views.form, name="form"),
    path("bien-nhan/", receipt_views.receive, name="receipt"),
    path("bien-nhan/bien-nhan.pdf", views_papers.receipt_pdf, name="receipt_pdf"),
    path("bien-nhan/don.pdf", views_papers.form_pdf, name="form_pdf"),
    path("bien-nhan/cu-dai-dien.pdf", views_papers.appointment_pdf, name="appointment_pdf"),
    path("kiem-tra-bien-nhan/", receipt_views.check_receipt, name="check_receipt"),
    path("tra-cuu/", lookup_views.lookup, name="lookup"),
    path("tra-cuu/ho-so/", case_views.case_page, name="case"),
    path("tra-cuu/ho-so/nhan-tin/", case_views.message, name="message"),
    path("tra-cuu/ho-so/viet-tiep/<slug:way>/", case_act_views.write_next, name="write_next"),
    path("tra-cuu/ho-so/rut-don/", case_act_views.withdraw, name="withdraw"),
    path("tra-cuu/ho-so/rut-don/don-rut.pdf", case_act_views.withdrawal_pdf, name="withdrawal_pdf"),
    path("tra-cuu/ho-so/danh-gia/", case_act_views.rate, name="rate"),
    path("tra-cuu/ho-so/tep/<int:pk>/", case_views.attachment, name="attachment"),
    path("tra-cuu/ho-so/chu-ky/", signature_views.send, name="signature"),
    path("tra-cuu/ho-so/van-ban/<int:pk>/", case_views.letter, name="letter"),
    path("tra-cuu/ho-so/phan/", part_views.open_part, name="open_part"),
    path("tra-cuu/ho-so/roi/", case_views.leave, name="leave"),
    path("thong-bao/ngung/<str:token>/", notice_views.stop_notices, name="stop_notices"),
]
