/* psc-point.h: one setting, measured several times
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-figures.h"
#include "psc-fit.h"
#include "psc-sample.h"

G_BEGIN_DECLS

/* The figures of a run that are compared; times are in nanoseconds. */
typedef enum
{
  PSC_MEASURE_WALL,
  PSC_MEASURE_CUMULATED,
  PSC_MEASURE_AVERAGE,
  PSC_MEASURE_OCCUPANCY,
  PSC_MEASURE_CPU_SHARE,
  PSC_MEASURE_START_UP,
  PSC_MEASURE_COMPUTE, /* of all files; 0 without such a step */
} PscMeasure;
#define PSC_N_MEASURES 7

/* The runs of one setting that count.  All of a sweep's points are over the
 * same files on the same machine. */
typedef struct _PscPoint PscPoint;

PscPoint          *psc_point_new          (const PscSettings *settings)
                                           G_GNUC_WARN_UNUSED_RESULT;
void               psc_point_free         (PscPoint          *self);
void               psc_point_add          (PscPoint          *self,
                                           const PscFigures  *figures);

const PscSettings *psc_point_get_settings (PscPoint          *self);
guint              psc_point_get_n_runs   (PscPoint          *self);
guint              psc_point_get_n_files  (PscPoint          *self);
guint              psc_point_get_n_cpus   (PscPoint          *self);
const PscSample   *psc_point_get_sample   (PscPoint          *self,
                                           PscMeasure         measure);
double             psc_point_get_median   (PscPoint          *self,
                                           PscMeasure         measure);
PscVerdict         psc_point_compare      (PscPoint          *self,
                                           PscPoint          *other,
                                           PscMeasure         measure);
gboolean           psc_point_has_enough_runs (PscPoint       *self);
gboolean           psc_point_is_about_as_fast (PscPoint      *self,
                                           PscPoint          *fastest);
gboolean           psc_point_is_same_kind (PscPoint          *self,
                                           PscPoint          *other);

/* An array of points, as a sweep has it. */
PscPoint          *psc_points_find_one    (GPtrArray         *points,
                                           PscPoint          *kind);
PscPoint          *psc_points_find_shortest (GPtrArray       *points);
GPtrArray         *psc_points_pick_told   (GPtrArray         *points)
                                           G_GNUC_WARN_UNUSED_RESULT;
gboolean           psc_points_get_speedup (GPtrArray         *points,
                                           PscPoint          *many,
                                           double            *speedup,
                                           double            *efficiency);
GPtrArray         *psc_points_pick_kind   (GPtrArray         *points,
                                           PscPoint          *kind)
                                           G_GNUC_WARN_UNUSED_RESULT;
GPtrArray         *psc_points_split_kinds (GPtrArray         *points)
                                           G_GNUC_WARN_UNUSED_RESULT;
gboolean           psc_points_fit         (GPtrArray         *points,
                                           PscLaw             law,
                                           PscFit            *fit);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PscPoint, psc_point_free)

G_END_DECLS
