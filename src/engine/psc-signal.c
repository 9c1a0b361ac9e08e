/* psc-signal.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-signal"

#include "config.h"

#include <signal.h>

#include "psc-signal.h"

/**
 * psc_signal_is_ignored:
 *
 * Whether a signal is to do nothing to this program: what nohup starts is to go
 * on when the terminal is gone.
 */
gboolean
psc_signal_is_ignored (int number)
{
  struct sigaction action;

  return sigaction (number, NULL, &action) == 0 &&
         action.sa_handler == SIG_IGN;
}
