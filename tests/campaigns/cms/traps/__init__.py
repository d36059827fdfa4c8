"""The traps of Wagtail and wagtail-localize, each walked into through the real views.

| trap | where |
|---|---|
| a live source submitted goes live in its own language | test_submitting |
| publishing at 0 of 5 segments; machine output and refused strings count | test_publishing |
| the second click on "publish" goes live with the words of the source | test_publishing |
| a workflow or schedule publishes what its author wrote; locks are ignored | test_rows |
| revision revert, copying, deleting, bulk actions, taking offline | test_rows |
| "sync" publishes in the source language and swallows refusals | test_handing_on |
| a stopped translation runs past the gate; started again, it overwrites | test_stopping |
| the source deleted while translations are live | test_stopping |
| a changed source, an open signing token | test_changed_source |
| strings, overrides, PO files, machines: all languages with one permission | test_localize_doors |
| placeholders lost on the way; the preview of a snippet is a 404 | test_localize_doors |
| a text created beside its translation; a live one submitted again | test_submitting |
| pages in letter languages: subtree, alias trees, "sync from", copies | test_pages |
| `before_publish_page` is not asked by bulk publishing and schedules | test_pages |

Right-to-left editing is the desk's: tests/campaigns/cms/translating/test_desk.py.
"""
