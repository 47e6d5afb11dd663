"""An article as a Wagtail site would keep and index it."""

from django.db import models
from wagtail.search import index


class Article(index.Indexed, models.Model):
    key = models.CharField(max_length=200, unique=True)
    title = models.TextField()
    body = models.TextField()

    search_fields = [index.SearchField("title", boost=2), index.SearchField("body")]

    class Meta:
        app_label = "shelf"

    def __str__(self) -> str:
        return self.key
