/* psc-interrupt.h: "stop now", as a descriptor that becomes readable
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <errno.h>
#include <glib.h>
#include <poll.h>

G_BEGIN_DECLS

/* A thread waits for its cancellable, a worker process for the end of its
 * standard input: both are descriptors that a poll can watch beside others. */

#define PSC_NO_INTERRUPT -1

/**
 * psc_interrupt_wait:
 * @fd: a descriptor, or %PSC_NO_INTERRUPT
 * @timeout_ms: how long to wait; 0 only asks
 *
 * Whether the interrupt has been raised.
 */
static inline gboolean
psc_interrupt_wait (int fd,
                    int timeout_ms)
{
  struct pollfd entry = { fd, POLLIN, 0 };
  int result;

  if (fd < 0)
    return FALSE;

  do
    result = poll (&entry, 1, timeout_ms);
  while (result < 0 && errno == EINTR);

  return result > 0;
}

G_END_DECLS
