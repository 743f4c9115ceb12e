from django.apps import AppConfig


class FieldPagesConfig(AppConfig):
    name = "anlan.surfaces.field"
    label = "field_pages"
    verbose_name = "现场手机页"
