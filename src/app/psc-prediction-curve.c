/* psc-prediction-curve.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-prediction-curve"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "psc-plot-view.h"
#include "psc-prediction-curve.h"
#include "psc-workers-figure.h"

/* What is drawn goes to the axis and no farther; no run takes no time. */
#define MIN_SHARE 0.01
#define MAX_SHARE 1.5

#define SPACING 6

struct _PscPredictionCurve
{
  AdwBin              parent_instance;

  /* Borrowed, children */
  PscPictureView     *view;

  PscExerciseOptions  options;
  double              shares[PSC_EXERCISE_MAX_COUNTS];
  guint               drawn : 1;
};

G_DEFINE_FINAL_TYPE (PscPredictionCurve, psc_prediction_curve, ADW_TYPE_BIN)

static gpointer
make_plot (PangoContext *context,
           gpointer      data)
{
  PscPredictionCurve *self = data;

  return psc_workers_plot_new_prediction (&self->options, self->shares,
                                          self->options.n_counts, context, 1.);
}

/* One worker takes one worker's time, whatever the learner thinks. */
static void
moved_cb (PscPredictionCurve *self,
          guint               point,
          double              y)
{
  if (self->options.counts[point] == 1)
    return;

  self->shares[point] = round (CLAMP (y, MIN_SHARE, MAX_SHARE) * 100.) / 100.;
  self->drawn = TRUE;
  psc_picture_view_update (self->view);
}

static void
psc_prediction_curve_dispose (GObject *object)
{
  PscPredictionCurve *self = PSC_PREDICTION_CURVE (object);

  /* The children may live longer. */
  if (adw_bin_get_child (ADW_BIN (self)) != NULL)
    psc_picture_view_set_maker (self->view, NULL, NULL);
  adw_bin_set_child (ADW_BIN (self), NULL);

  G_OBJECT_CLASS (psc_prediction_curve_parent_class)->dispose (object);
}

static void
psc_prediction_curve_class_init (PscPredictionCurveClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = psc_prediction_curve_dispose;
}

static void
psc_prediction_curve_init (PscPredictionCurve *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, SPACING);
  GtkWidget *hint = gtk_label_new (_("Drag the points to the wall times that "
                                     "you expect; or choose one with ← and →, "
                                     "and move it with ↑ and ↓."));

  gtk_label_set_wrap (GTK_LABEL (hint), TRUE);
  gtk_label_set_xalign (GTK_LABEL (hint), 0.f);
  gtk_widget_add_css_class (hint, "dim-label");
  gtk_widget_add_css_class (hint, "caption");
  gtk_widget_set_margin_start (hint, 2 * SPACING);
  gtk_widget_set_margin_end (hint, 2 * SPACING);
  gtk_widget_set_margin_bottom (hint, 2 * SPACING);

  self->view = PSC_PICTURE_VIEW (psc_plot_view_new ());
  psc_plot_view_set_editable (PSC_PLOT_VIEW (self->view), TRUE);
  psc_picture_view_set_maker (self->view, make_plot, self);
  g_signal_connect_swapped (self->view, "moved", G_CALLBACK (moved_cb), self);

  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->view));
  gtk_box_append (GTK_BOX (box), hint);
  adw_bin_set_child (ADW_BIN (self), box);
}

/**
 * psc_prediction_curve_new:
 *
 * Makes a curve without points.
 */
GtkWidget *
psc_prediction_curve_new (void)
{
  return g_object_new (PSC_TYPE_PREDICTION_CURVE, NULL);
}

/**
 * psc_prediction_curve_set_options:
 * @options: with the numbers of workers; copied
 *
 * Sets which points there are.  What was drawn stays if they are the same.
 */
void
psc_prediction_curve_set_options (PscPredictionCurve       *self,
                                  const PscExerciseOptions *options)
{
  gboolean same;

  g_return_if_fail (PSC_IS_PREDICTION_CURVE (self));
  g_return_if_fail (options->n_counts <= PSC_EXERCISE_MAX_COUNTS);

  same = options->n_counts == self->options.n_counts &&
         memcmp (options->counts, self->options.counts,
                 options->n_counts * sizeof (guint)) == 0;
  self->options = *options;
  if (!same)
    psc_prediction_curve_reset (self);
}

/**
 * psc_prediction_curve_reset:
 *
 * Makes it flat again.
 */
void
psc_prediction_curve_reset (PscPredictionCurve *self)
{
  g_return_if_fail (PSC_IS_PREDICTION_CURVE (self));

  for (guint i = 0; i < PSC_EXERCISE_MAX_COUNTS; i++)
    self->shares[i] = 1.;
  self->drawn = FALSE;
  psc_picture_view_update (self->view);
}

/**
 * psc_prediction_curve_get_shares:
 * @n_shares: (out): how many
 *
 * Returns: (transfer none) (nullable) (array length=n_shares): what was drawn,
 *   as in PscPrediction; %NULL as long as no point has been moved
 */
const double *
psc_prediction_curve_get_shares (PscPredictionCurve *self,
                                 guint              *n_shares)
{
  g_return_val_if_fail (PSC_IS_PREDICTION_CURVE (self), NULL);

  *n_shares = self->drawn ? self->options.n_counts : 0;

  return self->drawn ? self->shares : NULL;
}
