/* psc-cli-stop.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-cli-stop"

#include "config.h"

#include <glib-unix.h>
#include <signal.h>

#include "psc-cli-stop.h"
#include "psc-signal.h"

/* The signal that came while outputs were written, or 0. */
static volatile sig_atomic_t late_signal;

static gboolean
stop (PscCliStop *self,
      int         number)
{
  self->number = number;
  g_cancellable_cancel (self->cancellable);

  return G_SOURCE_CONTINUE;
}

static gboolean
interrupted_cb (gpointer user_data)
{
  return stop (user_data, SIGINT);
}

static gboolean
terminated_cb (gpointer user_data)
{
  return stop (user_data, SIGTERM);
}

static gboolean
hung_up_cb (gpointer user_data)
{
  return stop (user_data, SIGHUP);
}

static void
note_late_signal (int number)
{
  late_signal = number;
}

/* Once for each signal; the next one does what it always does. */
static void
handle_signals (void (*handler) (int))
{
  struct sigaction action = { .sa_handler = handler,
                              .sa_flags = SA_RESETHAND | SA_RESTART };
  static const int numbers[] = { SIGINT, SIGTERM, SIGHUP };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      if (!psc_signal_is_ignored (numbers[i]))
        sigaction (numbers[i], &action, NULL);
    }
}

/**
 * psc_cli_stop_watch:
 * @cancellable: what a signal cancels
 *
 * Lets signals stop what goes on in the main loop.
 */
void
psc_cli_stop_watch (PscCliStop   *self,
                    GCancellable *cancellable)
{
  self->cancellable = cancellable;
  self->number = 0;
  self->sources[0] = g_unix_signal_add (SIGINT, interrupted_cb, self);
  self->sources[1] = g_unix_signal_add (SIGTERM, terminated_cb, self);
  self->sources[2] = psc_signal_is_ignored (SIGHUP)
                     ? 0 : g_unix_signal_add (SIGHUP, hung_up_cb, self);
}

/**
 * psc_cli_stop_unwatch:
 *
 * Lets signals be what they always are.
 */
void
psc_cli_stop_unwatch (PscCliStop *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->sources); i++)
    g_clear_handle_id (&self->sources[i], g_source_remove);
}

/**
 * psc_cli_stop_defer:
 *
 * Only notes signals from now on.  A second one gets its way: writing may
 * wait for somebody to read.
 */
void
psc_cli_stop_defer (void)
{
  handle_signals (note_late_signal);
}

/**
 * psc_cli_stop_take_up:
 *
 * Ends psc_cli_stop_defer().
 *
 * Returns: the signal that came meanwhile, or 0
 */
int
psc_cli_stop_take_up (void)
{
  handle_signals (SIG_DFL);

  return late_signal;
}
