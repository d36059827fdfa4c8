"""The reference site: wiring only, no models."""

from django.apps import AppConfig


class BriefeSiteConfig(AppConfig):
    name = "briefe_site"
    verbose_name = "Briefe gegen das Vergessen"
