#!/usr/bin/env python3
# count-results.py: how many tests of a Meson log passed, failed, were skipped
#
# Copyright 2026 The Poolscope developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""Prints three numbers for the log that is named.

Meson writes one JSON object a line, and no log at all when it chose no test.
"""

import collections
import json
import os
import sys

PASSED = ('OK', 'EXPECTEDFAIL')
SKIPPED = ('SKIP',)


def main():
    results = collections.Counter()
    if os.path.exists(sys.argv[1]):
        with open(sys.argv[1], encoding='utf-8') as log:
            results.update(json.loads(line)['result'] for line in log)

    passed = sum(results[result] for result in PASSED)
    skipped = sum(results[result] for result in SKIPPED)
    print(passed, results.total() - passed - skipped, skipped)


if __name__ == '__main__':
    main()
