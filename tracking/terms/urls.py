from django.urls import path

from . import views

app_name = "terms"
urlpatterns = [path("", views.calculator, name="calculator")]
