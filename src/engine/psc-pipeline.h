/* psc-pipeline.h: the ordered steps that every file goes through
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-types.h"

G_BEGIN_DECLS

typedef struct _PscPipeline PscPipeline;

/* One step: a command when argv is set, the built-in compute step when it is
 * not.  In a resolved pipeline argv[0] is an absolute path. */
typedef struct
{
  char  *name;
  char **argv; /* (nullable): "{}" stands for the file in any word */
} PscStep;

PscPipeline   *psc_pipeline_new          (void) G_GNUC_WARN_UNUSED_RESULT;
PscPipeline   *psc_pipeline_new_default  (void) G_GNUC_WARN_UNUSED_RESULT;
PscPipeline   *psc_pipeline_ref          (PscPipeline         *self);
void           psc_pipeline_unref        (PscPipeline         *self);

gboolean       psc_pipeline_append       (PscPipeline         *self,
                                          const char          *definition,
                                          GError             **error);
gboolean       psc_pipeline_append_step  (PscPipeline         *self,
                                          const char          *name,
                                          const char          *command,
                                          GError             **error);
void           psc_pipeline_append_compute (PscPipeline       *self,
                                          const char          *name);
gboolean       psc_pipeline_append_command (PscPipeline       *self,
                                          const char          *name,
                                          const char * const  *argv,
                                          GError             **error);
PscPipeline   *psc_pipeline_resolve      (PscPipeline         *self,
                                          GError             **error)
                                          G_GNUC_WARN_UNUSED_RESULT;

guint          psc_pipeline_get_n_steps  (PscPipeline         *self);
const PscStep *psc_pipeline_get_step     (PscPipeline         *self,
                                          guint                index);
gboolean       psc_pipeline_step_is_compute (PscPipeline      *self,
                                          guint                index);
gboolean       psc_pipeline_has_command  (PscPipeline         *self);
gboolean       psc_pipeline_is_default   (PscPipeline         *self);
char         **psc_pipeline_dup_argv     (PscPipeline         *self,
                                          guint                index,
                                          const char          *path)
                                          G_GNUC_WARN_UNUSED_RESULT;
char          *psc_pipeline_dup_command  (PscPipeline         *self,
                                          guint                index)
                                          G_GNUC_WARN_UNUSED_RESULT;
char          *psc_pipeline_dup_definition (PscPipeline       *self,
                                          guint                index)
                                          G_GNUC_WARN_UNUSED_RESULT;
gboolean       psc_pipeline_equal        (PscPipeline         *a,
                                          PscPipeline         *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PscPipeline, psc_pipeline_unref)

G_END_DECLS
