#!/usr/bin/python3
# bench-peer-figure.py: matplotlib, one call a bar, as a peer for the chart
#
# Copyright 2026 The Poolscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Reads lines "BARS FILE" from standard input, draws that many bars in 16
# columns into a PNG of the default size, 640 x 480, and answers each with the
# seconds that it took.

import sys
import time

import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as plt  # noqa: E402


def measure(n_bars, path):
    began = time.monotonic()
    figure = plt.figure()
    for i in range(n_bars):
        plt.bar([i % 16], [0.9], 0.5, color="g", bottom=[i // 16])
    figure.savefig(path)
    plt.close(figure)
    return time.monotonic() - began


for line in sys.stdin:
    count, path = line.split(None, 1)
    print("%.6f" % measure(int(count), path.strip()), flush=True)
