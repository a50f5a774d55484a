"""Addresses of the settings about pipelines, stages, loss reasons and sources."""

from django.urls import path

from penstock.pipelines.views import fields, pipelines, stages, words

app_name = "pipelines"
urlpatterns = [
    path("settings/pipelines/", pipelines.pipelines, name="pipelines"),
    path("settings/pipelines/new/", pipelines.create, name="create"),
    path("settings/pipelines/order/", pipelines.reorder, name="reorder"),
    path("settings/pipelines/<int:pk>/", pipelines.pipeline, name="pipeline"),
    path("settings/pipelines/<int:pk>/retire/", pipelines.retire, name="retire"),
    path("settings/pipelines/<int:pk>/restore/", pipelines.restore, name="restore"),
    path("settings/pipelines/<int:pk>/order/", stages.reorder, name="reorder_stages"),
    path("settings/pipelines/<int:pk>/add/", stages.add, name="add_stage"),
    path("settings/pipelines/stages/<int:pk>/", stages.stage, name="stage"),
    path("settings/pipelines/stages/<int:pk>/merge/", stages.merge, name="merge_stage"),
    path("settings/pipelines/stages/<int:pk>/retire/", stages.retire, name="retire_stage"),
    path("settings/pipelines/stages/<int:pk>/restore/", stages.restore, name="restore_stage"),
    path("settings/pipelines/fields/<int:pk>/", fields.limit, name="limit_field"),
    path("settings/loss-reasons/", words.loss_reasons, name="loss_reasons"),
    path("settings/loss-reasons/order/", words.reorder, name="reorder_loss_reasons"),
    path("settings/loss-reasons/<int:pk>/", words.loss_reason, name="loss_reason"),
    path("settings/loss-reasons/<int:pk>/retire/", words.retire_reason, name="retire_loss_reason"),
    path("settings/loss-reasons/<int:pk>/restore/", words.restore_reason, name="restore_loss_reason"),
    path("settings/sources/", words.sources, name="sources"),
    path("settings/sources/<int:pk>/", words.source, name="source"),
    path("settings/sources/<int:pk>/retire/", words.retire_one_source, name="retire_source"),
    path("settings/sources/<int:pk>/restore/", words.restore_one_source, name="restore_source"),
]
