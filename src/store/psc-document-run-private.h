/* psc-document-run-private.h: a run document inside another document
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

G_END_DECLS
