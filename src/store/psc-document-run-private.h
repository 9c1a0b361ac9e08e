/* psc-document-run-private.h: a run document, or parts of it, inside another
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-json-input-private.h"
#include "psc-run.h"

G_BEGIN_DECLS

PscRun *_psc_document_read_run (PscJsonInput *input,
                                JsonNode     *node)
                                G_GNUC_WARN_UNUSED_RESULT;

/* The members “dry_ns”, “error”, “lanes_down” and “silences”; those who read
 * them begin the run before the lanes, and its tasks stand before its end. */
void    _psc_document_add_end         (JsonObject   *object,
                                       PscRun       *run);
void    _psc_document_read_lanes_down (PscJsonInput *input,
                                       JsonObject   *root,
                                       PscRun       *run);
void    _psc_document_read_end        (PscJsonInput *input,
                                       JsonObject   *root,
                                       PscRun       *run,
                                       gint64        cpu_ns);

G_END_DECLS
