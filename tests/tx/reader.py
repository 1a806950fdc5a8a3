"""Run by the Python of the receiver's installation, in which there is nothing of Seawall but the extension: says of each page, a line of
JSON each, whether it is taken."""

import json
import sys

from threatexchange_seawall.pages import NotAPage, read_page

for line in sys.stdin:
    body, list_id, asked_with = json.loads(line)
    try:
        page = read_page(body, list_id, asked_with)
        said = [len(page.changes), page.cursor, page.more]
    except NotAPage as error:
        said = str(error)
    sys.stdout.write(json.dumps(said) + "\n")
