/* psc-normals.h: NumPy's normally distributed numbers
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One stream of the standard normal distribution, number for number that of
 * numpy.random.RandomState.  Not for use from two threads at once. */
typedef struct _PscNormals PscNormals;

PscNormals *psc_normals_new          (guint32      seed)
                                      G_GNUC_WARN_UNUSED_RESULT;
PscNormals *psc_normals_new_for_task (guint32      seed,
                                      guint32      task)
                                      G_GNUC_WARN_UNUSED_RESULT;
void        psc_normals_free         (PscNormals  *self);
void        psc_normals_draw         (PscNormals  *self,
                                      double      *values,
                                      gsize        n_values);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PscNormals, psc_normals_free)

G_END_DECLS
