"""The form at `/admin/login/` in the words of the rest of the desk."""

from typing import Any

from wagtail.admin.forms.auth import LoginForm


class SignInForm(LoginForm):
    """Wagtail's Vietnamese joins words without a space, and its password has no label but the name of the field."""

    error_messages = {
        **LoginForm.error_messages,
        "invalid_login": "Tên đăng nhập hoặc mật khẩu chưa đúng. Mời ông/bà thử lại.",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].widget.attrs["placeholder"] = "Nhập tên đăng nhập"
        self.fields["password"].label = "Mật khẩu"
