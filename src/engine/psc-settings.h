/* psc-settings.h: everything that describes how a run is made
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

#include "psc-pipeline.h"
#include "psc-types.h"

G_BEGIN_DECLS

#define PSC_DEFAULT_SEED            42
#define PSC_DEFAULT_STEP_TIMEOUT_NS (30 * PSC_NSEC_PER_SEC)
#define PSC_MAX_WORK                1000000

/* Some thirty years: a moment that lies so far ahead is still one. */
#define PSC_MAX_STEP_TIMEOUT_NS \
  (G_GINT64_CONSTANT (1000000000) * PSC_NSEC_PER_SEC)

typedef struct
{
  PscMode      mode;
  guint        workers;          /* 1..PSC_MAX_WORKERS */
  guint        chunk_size;       /* files handed out at once; 0: mode's rule */
  guint        tasks_per_worker; /* 0: a worker is never replaced */
  guint        work;             /* times the contraction is done; 0: not */
  guint32      seed;
  PscStreams   streams;
  gboolean     global_lock;
  gint64       step_timeout_ns;  /* 0: no limit */
  PscPipeline *pipeline;
} PscSettings;

#define PSC_TYPE_SETTINGS (psc_settings_get_type ())
GType        psc_settings_get_type       (void);

PscSettings *psc_settings_new            (void) G_GNUC_WARN_UNUSED_RESULT;
PscSettings *psc_settings_copy           (const PscSettings  *self)
                                          G_GNUC_WARN_UNUSED_RESULT;
void         psc_settings_free           (PscSettings        *self);
gboolean     psc_settings_equal          (const PscSettings  *a,
                                          const PscSettings  *b);
gboolean     psc_settings_check          (const PscSettings  *self,
                                          GError            **error);
guint        psc_settings_get_chunk_size (const PscSettings  *self,
                                          guint               n_files);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PscSettings, psc_settings_free)

G_END_DECLS
