/* psc-settings-words-private.h: what each setting means, in a few words
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-settings.h"

G_BEGIN_DECLS

char       *_psc_settings_describe_chunks   (const PscSettings *settings,
                                             guint              n_files)
                                             G_GNUC_WARN_UNUSED_RESULT;
const char *_psc_settings_describe_tasks    (const PscSettings *settings);
const char *_psc_settings_describe_streams  (const PscSettings *settings);
const char *_psc_settings_describe_work     (const PscSettings *settings);
char       *_psc_settings_describe_pipeline (PscPipeline       *pipeline)
                                             G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
