"""Endpoints of the Wagtail API v2."""

from wagtail.api.v2.router import WagtailAPIRouter

from campaigns.api.files import ShownDocumentsAPIViewSet, ShownImagesAPIViewSet
from campaigns.api.pages import PublicPagesAPIViewSet
from campaigns.api.records import (
    AppealsAPIViewSet,
    AuthoritiesAPIViewSet,
    CasesAPIViewSet,
    DispatchesAPIViewSet,
    EditionsAPIViewSet,
)

api_router = WagtailAPIRouter("wagtailapi")
api_router.register_endpoint("pages", PublicPagesAPIViewSet)
api_router.register_endpoint("images", ShownImagesAPIViewSet)
api_router.register_endpoint("documents", ShownDocumentsAPIViewSet)
api_router.register_endpoint("cases", CasesAPIViewSet)
api_router.register_endpoint("appeals", AppealsAPIViewSet)
api_router.register_endpoint("authorities", AuthoritiesAPIViewSet)
api_router.register_endpoint("editions", EditionsAPIViewSet)
api_router.register_endpoint("dispatches", DispatchesAPIViewSet)
