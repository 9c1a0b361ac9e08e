/* psc-clock.h: the one clock
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <time.h>

G_BEGIN_DECLS

/**
 * psc_clock_now_ns:
 *
 * CLOCK_MONOTONIC in nanoseconds.  All processes of one boot share it, so
 * that a worker's readings stand on the same axis as the pool's.
 */
static inline gint64
psc_clock_now_ns (void)
{
  struct timespec now;

  clock_gettime (CLOCK_MONOTONIC, &now);

  return now.tv_sec * G_GINT64_CONSTANT (1000000000) + now.tv_nsec;
}

/**
 * psc_clock_asleep_ns:
 *
 * How long the computer has slept since it was started, in nanoseconds: only
 * then the one clock stands still.  Between the two readings that this takes
 * the caller may have to wait for a CPU.
 */
static inline gint64
psc_clock_asleep_ns (void)
{
  struct timespec since_boot;

  clock_gettime (CLOCK_BOOTTIME, &since_boot);

  return since_boot.tv_sec * G_GINT64_CONSTANT (1000000000) +
         since_boot.tv_nsec - psc_clock_now_ns ();
}

/**
 * psc_clock_thread_cpu_ns:
 *
 * The CPU time that the calling thread has used, in nanoseconds.
 */
static inline gint64
psc_clock_thread_cpu_ns (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);

  return now.tv_sec * G_GINT64_CONSTANT (1000000000) + now.tv_nsec;
}

G_END_DECLS
