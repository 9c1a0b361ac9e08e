/* psc-cost-picture.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-cost-picture"

#include "config.h"

#include "psc-cost-figure.h"
#include "psc-cost-picture.h"
#include "psc-cost-plots.h"
#include "psc-cost-run.h"
#include "psc-plot-view.h"
#include "psc-strip-view.h"
#include "psc-throttle.h"
#include "psc-tile-box.h"
#include "psc-timeline.h"

#define PROGRESS_INTERVAL_MS 200

#define SPACING 18
#define MARGIN  12

struct _PscCostPicture
{
  AdwBin          parent_instance;

  /* Owned */
  PscExercise    *exercise;
  PscThrottle    *progress; /* shows the exercise */

  /* Borrowed, children */
  GtkWidget      *begins[PSC_N_COST_BEGINS]; /* around timeline and note */
  PscTimeline    *timelines[PSC_N_COST_BEGINS];
  GtkLabel       *notes[PSC_N_COST_BEGINS];
  PscPictureView *strips[PSC_N_COST_STRIPS];
  PscPictureView *plot;
  GtkLabel       *losses;
};

G_DEFINE_FINAL_TYPE (PscCostPicture, psc_cost_picture, ADW_TYPE_BIN)

static gpointer
make_starts (PangoContext *context,
             gpointer      data)
{
  return psc_cost_strip_new (PSC_COST_STRIP_STARTS, data, context, 1.);
}

static gpointer
make_walls (PangoContext *context,
            gpointer      data)
{
  return psc_cost_strip_new (PSC_COST_STRIP_WALLS, data, context, 1.);
}

static gpointer
make_tasks (PangoContext *context,
            gpointer      data)
{
  return psc_cost_strip_new (PSC_COST_STRIP_TASKS, data, context, 1.);
}

static gpointer
make_plot (PangoContext *context,
           gpointer      data)
{
  return psc_cost_plot_new (data, context, 1.);
}

/* The run that is nearest to the median may be another after each run.  While
 * it is measured, the first one stays: what jumps cannot be looked at. */
static void
show_begin (PscCostPicture *self,
            PscCostBegin    begin)
{
  PscRun *run = psc_cost_begin_find_run (begin, self->exercise);
  PscRun *shown = psc_timeline_get_run (self->timelines[begin]);
  g_autofree char *note = NULL;

  gtk_widget_set_visible (self->begins[begin], run != NULL);
  if (run == shown || (run != NULL && shown != NULL &&
                       psc_exercise_get_state (self->exercise) ==
                       PSC_EXERCISE_MEASURING))
    return;

  note = run != NULL ? psc_cost_dup_begin_text (run) : g_strdup ("");
  psc_timeline_set_run (self->timelines[begin], run);
  gtk_label_set_label (self->notes[begin], note);
}

/* Both have the scale of the one whose processes stay. */
static void
show_begins (PscCostPicture *self)
{
  PscRun *run;

  for (PscCostBegin i = 0; i < PSC_N_COST_BEGINS; i++)
    show_begin (self, i);

  run = psc_timeline_get_run (self->timelines[PSC_COST_BEGIN_LASTING]);
  if (run == NULL)
    return;

  for (PscCostBegin i = 0; i < PSC_N_COST_BEGINS; i++)
    {
      gint64 begin_ns = psc_cost_get_begin_ns (run);

      psc_timeline_set_beside (self->timelines[i], begin_ns, TRUE);
      psc_timeline_set_visible (self->timelines[i], 0, begin_ns);
    }
}

static void
show_exercise (PscCostPicture *self)
{
  g_autofree char *losses = psc_cost_dup_losses (self->exercise);

  gtk_widget_set_visible (GTK_WIDGET (self),
                          psc_exercise_get_n_runs (self->exercise) > 0);
  show_begins (self);
  for (guint i = 0; i < PSC_N_COST_STRIPS; i++)
    psc_picture_view_update (self->strips[i]);
  psc_picture_view_update (self->plot);
  gtk_label_set_label (self->losses, losses);
  gtk_widget_set_visible (GTK_WIDGET (self->losses), *losses != '\0');
}

static void
psc_cost_picture_dispose (GObject *object)
{
  PscCostPicture *self = PSC_COST_PICTURE (object);

  if (self->exercise != NULL)
    {
      for (guint i = 0; i < PSC_N_COST_STRIPS; i++)
        psc_picture_view_set_maker (self->strips[i], NULL, NULL);
      psc_picture_view_set_maker (self->plot, NULL, NULL);
      g_signal_handlers_disconnect_by_data (self->exercise, self);
      g_signal_handlers_disconnect_by_data (self->exercise, self->progress);
    }
  g_clear_object (&self->exercise);
  g_clear_pointer (&self->progress, psc_throttle_free);

  G_OBJECT_CLASS (psc_cost_picture_parent_class)->dispose (object);
}

static void
psc_cost_picture_class_init (PscCostPictureClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = psc_cost_picture_dispose;
}

static GtkWidget *
make_card (GtkWidget *child)
{
  GtkWidget *card = adw_bin_new ();

  adw_bin_set_child (ADW_BIN (card), child);
  gtk_widget_add_css_class (card, "card");

  return card;
}

static GtkLabel *
make_label (const char *text,
            const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0.f);
  gtk_widget_add_css_class (label, css_class);

  return GTK_LABEL (label);
}

static GtkWidget *
make_begin (PscCostPicture *self,
            PscCostBegin    begin)
{
  const char *title = psc_cost_begin_get_title (begin);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, MARGIN / 2);
  GtkWidget *timeline = psc_timeline_new ();

  self->begins[begin] = box;
  self->timelines[begin] = PSC_TIMELINE (timeline);
  self->notes[begin] = make_label ("", "dim-label");
  psc_timeline_set_beside (PSC_TIMELINE (timeline), 0, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (timeline),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (make_label (title, "heading")));
  gtk_box_append (GTK_BOX (box), timeline);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->notes[begin]));

  return box;
}

static GtkWidget *
make_begins (PscCostPicture *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, SPACING);

  for (PscCostBegin i = 0; i < PSC_N_COST_BEGINS; i++)
    gtk_box_append (GTK_BOX (box), make_begin (self, i));
  gtk_widget_set_margin_top (box, MARGIN);
  gtk_widget_set_margin_bottom (box, MARGIN);
  gtk_widget_set_margin_start (box, MARGIN);
  gtk_widget_set_margin_end (box, MARGIN);

  return make_card (box);
}

static GtkWidget *
make_tasks_card (PscCostPicture *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->losses = make_label ("", "dim-label");
  gtk_widget_set_margin_start (GTK_WIDGET (self->losses), MARGIN);
  gtk_widget_set_margin_end (GTK_WIDGET (self->losses), MARGIN);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->losses), MARGIN);
  gtk_box_append (GTK_BOX (box),
                  GTK_WIDGET (self->strips[PSC_COST_STRIP_TASKS]));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->losses));

  return make_card (box);
}

static GtkWidget *
make_row (GtkWidget *first,
          GtkWidget *second)
{
  GtkWidget *row = psc_tile_box_new ();

  psc_tile_box_append (PSC_TILE_BOX (row), first);
  psc_tile_box_append (PSC_TILE_BOX (row), second);

  return row;
}

static void
psc_cost_picture_init (PscCostPicture *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, SPACING);

  for (guint i = 0; i < PSC_N_COST_STRIPS; i++)
    self->strips[i] = PSC_PICTURE_VIEW (psc_strip_view_new ());
  self->plot = PSC_PICTURE_VIEW (psc_plot_view_new ());

  gtk_box_append (GTK_BOX (box), make_begins (self));
  gtk_box_append (
    GTK_BOX (box),
    make_row (make_card (GTK_WIDGET (self->strips[PSC_COST_STRIP_STARTS])),
              make_card (GTK_WIDGET (self->strips[PSC_COST_STRIP_WALLS]))));
  gtk_box_append (GTK_BOX (box),
                  make_row (make_card (GTK_WIDGET (self->plot)),
                            make_tasks_card (self)));
  adw_bin_set_child (ADW_BIN (self), box);
}

/**
 * psc_cost_picture_new:
 * @exercise: exercise b
 *
 * Makes a picture that follows the exercise.
 */
GtkWidget *
psc_cost_picture_new (PscExercise *exercise)
{
  static const PscPictureMaker makers[PSC_N_COST_STRIPS] = {
    [PSC_COST_STRIP_STARTS] = make_starts,
    [PSC_COST_STRIP_WALLS] = make_walls,
    [PSC_COST_STRIP_TASKS] = make_tasks,
  };
  PscCostPicture *self;

  g_return_val_if_fail (PSC_IS_EXERCISE (exercise), NULL);

  self = g_object_new (PSC_TYPE_COST_PICTURE, NULL);
  self->exercise = g_object_ref (exercise);
  self->progress = psc_throttle_new (PROGRESS_INTERVAL_MS,
                                     (PscThrottleFunc) show_exercise, self);
  for (guint i = 0; i < PSC_N_COST_STRIPS; i++)
    psc_picture_view_set_maker (self->strips[i], makers[i], exercise);
  psc_picture_view_set_maker (self->plot, make_plot, exercise);
  g_signal_connect_swapped (exercise, "changed", G_CALLBACK (show_exercise),
                            self);
  g_signal_connect_swapped (exercise, "progress",
                            G_CALLBACK (psc_throttle_ask), self->progress);
  show_exercise (self);

  return GTK_WIDGET (self);
}
