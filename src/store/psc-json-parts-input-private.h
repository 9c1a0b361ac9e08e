/* psc-json-parts-input-private.h: what readers of documents share
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-json-input-private.h"
#include "psc-machine.h"
#include "psc-settings.h"

G_BEGIN_DECLS

PscMachine  *_psc_json_read_machine   (PscJsonInput *input,
                                       JsonObject   *object)
                                       G_GNUC_WARN_UNUSED_RESULT;
PscSettings *_psc_json_read_settings  (PscJsonInput *input,
                                       JsonObject   *object,
                                       guint         n_files)
                                       G_GNUC_WARN_UNUSED_RESULT;
char        *_psc_json_read_directory (PscJsonInput *input,
                                       JsonObject   *object)
                                       G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
