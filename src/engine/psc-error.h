/* psc-error.h: what can keep a run from being made
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Messages of this domain are written for the user: one sentence that says
 * what happened and what to do. */
#define PSC_ERROR (psc_error_quark ())

typedef enum
{
  PSC_ERROR_SETTINGS,       /* a setting is out of range or does not apply */
  PSC_ERROR_PIPELINE,       /* a step's definition cannot be understood */
  PSC_ERROR_NO_TOOL,        /* a step's program is not installed */
  PSC_ERROR_NOT_FOUND,      /* no such directory, or no such entry of the history */
  PSC_ERROR_NOT_DIRECTORY,
  PSC_ERROR_NO_PERMISSION,
  PSC_ERROR_EMPTY,          /* the directory has no entry to run */
  PSC_ERROR_READ,           /* a directory or the history could not be read */
  PSC_ERROR_LIMIT,          /* a limit of the system is too low */
  PSC_ERROR_NO_WORKER,      /* no worker could be started or kept alive */
  PSC_ERROR_PROTOCOL,       /* a frame could not be understood */
  PSC_ERROR_TRUNCATED,      /* a frame ended early */
  PSC_ERROR_TOO_LARGE,      /* a frame exceeds the limit */
  PSC_ERROR_VERSION,        /* the worker or the document is of another one */
  PSC_ERROR_TIMED_OUT,      /* the worker did not answer in time */
  PSC_ERROR_CLOSED,         /* the other end is gone */
  PSC_ERROR_DOCUMENT,       /* a document does not say what it has to */
  PSC_ERROR_NO_RUN,         /* of many runs none can be used */
} PscError;

GQuark psc_error_quark (void);

G_END_DECLS
