/* fault-clock.c: clocks that jump, for programs that are started with it
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* To be named by LD_PRELOAD.  Once the file POOL_CLOCK_JUMPS is there, the
 * time of day is POOL_CLOCK_DAY_S later, and the computer has slept for
 * POOL_CLOCK_SLEEP_S. */

#include "config.h"

#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static long
get_jump_s (const char *name)
{
  const char *trigger = getenv ("POOL_CLOCK_JUMPS");
  const char *seconds = getenv (name);

  if (trigger == NULL || seconds == NULL || access (trigger, F_OK) != 0)
    return 0;

  return strtol (seconds, NULL, 10);
}

int
clock_gettime (clockid_t        clock,
               struct timespec *now)
{
  int result = (int) syscall (SYS_clock_gettime, clock, now);

  if (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)
    now->tv_sec += get_jump_s ("POOL_CLOCK_DAY_S");
  if (clock == CLOCK_BOOTTIME)
    now->tv_sec += get_jump_s ("POOL_CLOCK_SLEEP_S");

  return result;
}

int
gettimeofday (struct timeval *now,
              void           *zone)
{
  struct timespec precise;
  int result = clock_gettime (CLOCK_REALTIME, &precise);

  now->tv_sec = precise.tv_sec;
  now->tv_usec = precise.tv_nsec / 1000;

  return result;
}

time_t
time (time_t *now)
{
  struct timespec precise;

  clock_gettime (CLOCK_REALTIME, &precise);
  if (now != NULL)
    *now = precise.tv_sec;

  return precise.tv_sec;
}
