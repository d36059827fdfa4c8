"""A dispatcher as a process of its own: for each line it reads, one run."""

import sys

import django


def main() -> None:
    django.setup()
    from django.db import connections  # noqa: PLC0415 - needs the apps

    from campaigns.dispatch.running import Wanted, run  # noqa: PLC0415 - as above

    print("ready", flush=True)
    for _line in sys.stdin:
        print("begun", flush=True)
        run(Wanted())
        connections.close_all()
        print("done", flush=True)


if __name__ == "__main__":
    main()
