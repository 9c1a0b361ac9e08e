/* psc-command.h: one command step, from start to exit status
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "psc-beat.h"
#include "psc-types.h"

G_BEGIN_DECLS

/* Bytes that are kept of each of a command's streams. */
#define PSC_OUTPUT_LIMIT 65536

typedef enum
{
  PSC_COMMAND_EXITED,
  PSC_COMMAND_SIGNALLED,
  PSC_COMMAND_NOT_STARTED,
  PSC_COMMAND_TIMED_OUT,
  PSC_COMMAND_INTERRUPTED,
} PscCommandEnd;

GSubprocessLauncher *psc_command_launcher_new (const char          *mark)
                                               G_GNUC_WARN_UNUSED_RESULT;
PscCommandEnd        psc_command_run          (GSubprocessLauncher *launcher,
                                               const char * const  *argv,
                                               int                  interrupt_fd,
                                               gint64               timeout_ns,
                                               PscBeat             *beat,
                                               PscStepRecord       *step,
                                               char               **detail);

G_END_DECLS
