/* psc-cli-stop.h: signals that stop a run, or a sweep
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* SIGINT, SIGTERM and SIGHUP cancel what goes on, as long as they are
 * watched. */
typedef struct
{
  GCancellable *cancellable; /* borrowed */
  int           number;      /* the signal that came last, or 0 */
  guint         sources[3];
} PscCliStop;

void psc_cli_stop_watch    (PscCliStop   *self,
                            GCancellable *cancellable);
void psc_cli_stop_unwatch  (PscCliStop   *self);

/* A signal has no run left to stop while outputs are written, and would leave
 * half a file behind. */
void psc_cli_stop_defer    (void);
int  psc_cli_stop_take_up  (void);

G_END_DECLS
