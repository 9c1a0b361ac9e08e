/* psc-document-silences-private.h: when workers gave no sign, in a run document
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-json-input-private.h"
#include "psc-run.h"

G_BEGIN_DECLS

void _psc_document_set_silences  (JsonObject   *object,
                                  PscRun       *run);
void _psc_document_read_silences (PscJsonInput *input,
                                  JsonObject   *root,
                                  PscRun       *run);

G_END_DECLS
