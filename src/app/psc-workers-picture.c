/* psc-workers-picture.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-workers-picture"

#include "config.h"

#include "psc-plot-view.h"
#include "psc-throttle.h"
#include "psc-tile-box.h"
#include "psc-workers-figure.h"
#include "psc-workers-picture.h"

#define PROGRESS_INTERVAL_MS 200

#define SPACING 18

struct _PscWorkersPicture
{
  AdwBin          parent_instance;

  /* Owned */
  PscExercise    *exercise;
  PscThrottle    *progress; /* shows the exercise */

  /* Borrowed, children */
  PscPictureView *views[PSC_N_WORKERS_PLOTS];
  GtkWidget      *measured; /* around all but the wall time */
};

G_DEFINE_FINAL_TYPE (PscWorkersPicture, psc_workers_picture, ADW_TYPE_BIN)

/* A prediction that is locked in is looked at in the same place where the
 * measurement is going to be. */
static gpointer
make_wall (PangoContext *context,
           gpointer      data)
{
  PscExercise *exercise = data;
  const PscPrediction *prediction = psc_exercise_get_prediction (exercise);

  if (psc_workers_plot_has_points (exercise))
    return psc_workers_plot_new (PSC_WORKERS_PLOT_WALL, exercise, context, 1.);
  if (prediction == NULL || prediction->n_shares == 0)
    return NULL;

  return psc_workers_plot_new_prediction (psc_exercise_get_options (exercise),
                                          prediction->shares,
                                          prediction->n_shares, context, 1.);
}

static gpointer
make_efficiency (PangoContext *context,
                 gpointer      data)
{
  return psc_workers_plot_has_points (data)
         ? psc_workers_plot_new (PSC_WORKERS_PLOT_EFFICIENCY, data, context, 1.)
         : NULL;
}

static gpointer
make_average (PangoContext *context,
              gpointer      data)
{
  return psc_workers_plot_has_points (data)
         ? psc_workers_plot_new (PSC_WORKERS_PLOT_AVERAGE, data, context, 1.)
         : NULL;
}

static void
show_exercise (PscWorkersPicture *self)
{
  for (guint i = 0; i < PSC_N_WORKERS_PLOTS; i++)
    psc_picture_view_update (self->views[i]);

  gtk_widget_set_visible (
    GTK_WIDGET (self),
    psc_picture_view_get_picture (self->views[PSC_WORKERS_PLOT_WALL]) != NULL);
  gtk_widget_set_visible (self->measured,
                          psc_workers_plot_has_points (self->exercise));
}

static void
psc_workers_picture_dispose (GObject *object)
{
  PscWorkersPicture *self = PSC_WORKERS_PICTURE (object);

  if (self->exercise != NULL)
    {
      for (guint i = 0; i < PSC_N_WORKERS_PLOTS; i++)
        psc_picture_view_set_maker (self->views[i], NULL, NULL);
      g_signal_handlers_disconnect_by_data (self->exercise, self);
      g_signal_handlers_disconnect_by_data (self->exercise, self->progress);
    }
  g_clear_object (&self->exercise);
  g_clear_pointer (&self->progress, psc_throttle_free);

  G_OBJECT_CLASS (psc_workers_picture_parent_class)->dispose (object);
}

static void
psc_workers_picture_class_init (PscWorkersPictureClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = psc_workers_picture_dispose;
}

static GtkWidget *
make_card (PscPictureView *view)
{
  GtkWidget *card = adw_bin_new ();

  adw_bin_set_child (ADW_BIN (card), GTK_WIDGET (view));
  gtk_widget_add_css_class (card, "card");

  return card;
}

static void
psc_workers_picture_init (PscWorkersPicture *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, SPACING);

  self->measured = psc_tile_box_new ();
  for (guint i = 0; i < PSC_N_WORKERS_PLOTS; i++)
    {
      self->views[i] = PSC_PICTURE_VIEW (psc_plot_view_new ());
      if (i == PSC_WORKERS_PLOT_WALL)
        gtk_box_append (GTK_BOX (box), make_card (self->views[i]));
      else
        psc_tile_box_append (PSC_TILE_BOX (self->measured),
                             make_card (self->views[i]));
    }
  gtk_box_append (GTK_BOX (box), self->measured);
  adw_bin_set_child (ADW_BIN (self), box);
}

/**
 * psc_workers_picture_new:
 * @exercise: exercise a
 *
 * Makes a picture that follows the exercise.
 */
GtkWidget *
psc_workers_picture_new (PscExercise *exercise)
{
  static const PscPictureMaker makers[] = {
    [PSC_WORKERS_PLOT_WALL] = make_wall,
    [PSC_WORKERS_PLOT_EFFICIENCY] = make_efficiency,
    [PSC_WORKERS_PLOT_AVERAGE] = make_average,
  };
  PscWorkersPicture *self;

  g_return_val_if_fail (PSC_IS_EXERCISE (exercise), NULL);

  self = g_object_new (PSC_TYPE_WORKERS_PICTURE, NULL);
  self->exercise = g_object_ref (exercise);
  self->progress = psc_throttle_new (PROGRESS_INTERVAL_MS,
                                     (PscThrottleFunc) show_exercise, self);
  for (guint i = 0; i < PSC_N_WORKERS_PLOTS; i++)
    psc_picture_view_set_maker (self->views[i], makers[i], exercise);
  g_signal_connect_swapped (exercise, "changed", G_CALLBACK (show_exercise),
                            self);
  g_signal_connect_swapped (exercise, "progress",
                            G_CALLBACK (psc_throttle_ask), self->progress);
  show_exercise (self);

  return GTK_WIDGET (self);
}
