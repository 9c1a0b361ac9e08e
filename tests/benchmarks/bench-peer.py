#!/usr/bin/python3
# bench-peer.py: Python's four pools, as a peer for the benchmarks
#
# Copyright 2026 The Poolscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Reads lines "POOL WORKERS KIND DIRECTORY" from standard input and answers
# each with the seconds that the pool took, from its creation to the last
# result.  KIND is "pipeline" (file, a NumPy product, wc) or "nothing".

import concurrent.futures
import glob
import multiprocessing
import multiprocessing.dummy
import os
import subprocess
import sys
import time

import numpy


def compute():
    a = numpy.random.randn(6 * 7 * 8 * 9).reshape((6, 7, 8, 9))
    b = numpy.random.randn(6 * 7 * 8 * 9)[::-1].reshape((8, 7, 9, 6))
    return numpy.dot(a, b).sum()


def pipeline(path):
    began = time.monotonic()
    kind = subprocess.run(["file", path], stdout=subprocess.PIPE).stdout
    value = compute()
    counts = subprocess.run(["wc", path], stdout=subprocess.PIPE).stdout
    return kind, value, counts, os.getpid(), began, time.monotonic()


def nothing(path):
    return None


def measure(pool, workers, task, paths):
    began = time.monotonic()
    if pool == "Pool":
        with multiprocessing.Pool(workers) as executor:
            results = executor.map(task, paths)
            wall = time.monotonic() - began
    elif pool == "dummy":
        with multiprocessing.dummy.Pool(workers) as executor:
            results = executor.map(task, paths)
            wall = time.monotonic() - began
    elif pool == "ProcessPoolExecutor":
        with concurrent.futures.ProcessPoolExecutor(workers) as executor:
            results = list(executor.map(task, paths))
            wall = time.monotonic() - began
    else:
        with concurrent.futures.ThreadPoolExecutor(workers) as executor:
            results = list(executor.map(task, paths))
            wall = time.monotonic() - began
    assert len(results) == len(paths)
    return wall


def main():
    for line in sys.stdin:
        pool, workers, kind, directory = line.split(None, 3)
        if kind == "pipeline":
            task, paths = pipeline, sorted(glob.glob(directory.strip() + "/*"))
        else:
            task, paths = nothing, [""] * int(directory)
        print("%.6f" % measure(pool, int(workers), task, paths), flush=True)


if __name__ == "__main__":
    main()
