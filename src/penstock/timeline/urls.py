"""The address of stories."""

from django.urls import path

from penstock.timeline.views import story

app_name = "timeline"

urlpatterns = [path("", story, name="story")]
