/* psc-document-tasks-private.h: the tasks of a run document
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-json-input-private.h"
#include "psc-recorder.h"

G_BEGIN_DECLS

PscListing *_psc_document_read_listing (PscJsonInput *input,
                                        JsonArray    *tasks,
                                        const char   *directory)
                                        G_GNUC_WARN_UNUSED_RESULT;
void        _psc_document_read_tasks   (PscJsonInput *input,
                                        JsonArray    *tasks,
                                        PscRun       *run,
                                        gint64        wall_ns);

G_END_DECLS
