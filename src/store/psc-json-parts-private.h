/* psc-json-parts-private.h: what the documents of runs and sweeps share
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "psc-figures.h"

G_BEGIN_DECLS

void        _psc_json_set_foreign    (JsonObject        *object,
                                      const char        *name,
                                      const char        *text);
JsonObject *_psc_json_build_machine  (const PscMachine  *machine)
                                      G_GNUC_WARN_UNUSED_RESULT;
JsonObject *_psc_json_build_settings (const PscSettings *settings,
                                      PscListing        *listing)
                                      G_GNUC_WARN_UNUSED_RESULT;
JsonObject *_psc_json_build_summary  (PscPipeline       *pipeline,
                                      const PscFigures  *figures,
                                      const guint       *n_outcomes)
                                      G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
