/* psc-compare-picture.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-compare-picture"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "psc-compare-picture.h"
#include "psc-compare-row.h"
#include "psc-figures.h"
#include "psc-legend-box.h"
#include "psc-outcome.h"
#include "psc-swatch.h"

struct _PscComparePicture
{
  AdwBin        parent_instance;

  /* Template widgets */
  GtkLabel     *range;
  GtkBox       *rows;
  PscLegendBox *legend;
  GtkLabel     *file;

  /* Owned */
  PscComparison *comparison; /* (nullable) */

  gint64        begin_ns; /* what all charts show, when they are zoomed */
  gint64        end_ns;
  guint         selected; /* a file's number, or PSC_COMPARISON_NO_FILE */
  guint         zoomed : 1;
  guint         linking : 1; /* what the charts tell now comes from here */
};

G_DEFINE_FINAL_TYPE (PscComparePicture, psc_compare_picture, ADW_TYPE_BIN)

typedef enum
{
  PROP_COMPARISON = 1,
  PROP_SELECTED,
} PscComparePictureProperty;

static GParamSpec *properties[PROP_SELECTED + 1];

/* The chart behind @timeline that has a run; the first one behind NULL. */
static PscTimeline *
next_timeline (PscComparePicture *self,
               PscTimeline       *timeline)
{
  GtkWidget *row = timeline == NULL
                   ? gtk_widget_get_first_child (GTK_WIDGET (self->rows))
                   : gtk_widget_get_next_sibling (
                       gtk_widget_get_ancestor (GTK_WIDGET (timeline),
                                                PSC_TYPE_COMPARE_ROW));

  for (; row != NULL; row = gtk_widget_get_next_sibling (row))
    {
      timeline = psc_compare_row_get_timeline (PSC_COMPARE_ROW (row));
      if (psc_timeline_get_run (timeline) != NULL)
        return timeline;
    }

  return NULL;
}

/* The chart that acts for all: that with the focus, or the first. */
static PscTimeline *
get_leader (PscComparePicture *self)
{
  for (PscTimeline *timeline = next_timeline (self, NULL);
       timeline != NULL;
       timeline = next_timeline (self, timeline))
    if (gtk_widget_has_focus (GTK_WIDGET (timeline)))
      return timeline;

  return next_timeline (self, NULL);
}

static void
show_view (PscComparePicture *self)
{
  PscTimeline *leader = get_leader (self);
  g_autofree char *range = NULL;

  if (leader != NULL && self->zoomed)
    range = psc_timeline_dup_range_text (leader);
  else if (leader != NULL && self->selected == PSC_COMPARISON_NO_FILE)
    range = g_strdup (_("Select a file to find it in every chart"));
  gtk_label_set_label (self->range, range != NULL ? range : "");

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "compare.zoom-in",
                                 leader != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "compare.zoom-out",
                                 self->zoomed);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "compare.zoom-fit",
                                 self->zoomed);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "compare.zoom-selection",
                                 leader != NULL && self->selected != PSC_COMPARISON_NO_FILE);
}

/* Has all charts show what one of them does. */
static void
link_view (PscComparePicture *self,
           PscTimeline       *source)
{
  if (!psc_timeline_get_visible (source, &self->begin_ns, &self->end_ns))
    return;

  self->zoomed = psc_timeline_get_zoomed (source);
  self->linking = TRUE;
  for (PscTimeline *timeline = next_timeline (self, NULL);
       timeline != NULL;
       timeline = next_timeline (self, timeline))
    if (timeline != source)
      psc_timeline_set_visible (timeline, self->begin_ns, self->end_ns);
  self->linking = FALSE;

  show_view (self);
}

static void
view_changed_cb (PscComparePicture *self,
                 PscTimeline       *source)
{
  if (!self->linking)
    link_view (self, source);
}

static void
range_changed_cb (PscComparePicture *self,
                  PscTimeline       *source)
{
  gint64 begin_ns, end_ns;

  if (self->linking)
    return;

  psc_timeline_get_range (source, &begin_ns, &end_ns);
  self->linking = TRUE;
  for (PscTimeline *timeline = next_timeline (self, NULL);
       timeline != NULL;
       timeline = next_timeline (self, timeline))
    if (timeline != source)
      psc_timeline_set_range (timeline, begin_ns, end_ns);
  self->linking = FALSE;
}

static void
show_file (PscComparePicture *self)
{
  g_autofree char *text = NULL;

  if (self->selected != PSC_COMPARISON_NO_FILE)
    text = psc_comparison_dup_file (self->comparison, self->selected);
  gtk_label_set_label (self->file, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->file), text != NULL);
}

static guint
get_side (PscTimeline *timeline)
{
  GtkWidget *row = gtk_widget_get_ancestor (GTK_WIDGET (timeline),
                                            PSC_TYPE_COMPARE_ROW);

  return psc_compare_row_get_side (PSC_COMPARE_ROW (row));
}

/* Selects the file in this chart, unless it is not one of its run's. */
static void
select_in (PscComparePicture *self,
           PscTimeline       *timeline)
{
  psc_timeline_set_selected (
    timeline, psc_comparison_find_index (self->comparison, get_side (timeline),
                                         self->selected));
}

/* The same file may lie elsewhere in other runs: where it was selected, it is
 * brought into view, and the others show the same stretch of time. */
static void
link_selected (PscComparePicture *self,
               PscTimeline       *source)
{
  self->selected = psc_comparison_find_file (self->comparison,
                                             get_side (source),
                                             psc_timeline_get_selected (source));

  self->linking = TRUE;
  for (PscTimeline *timeline = next_timeline (self, NULL);
       timeline != NULL;
       timeline = next_timeline (self, timeline))
    if (timeline != source)
      select_in (self, timeline);
  self->linking = FALSE;

  show_file (self);
  link_view (self, source);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}

static void
selected_cb (PscComparePicture *self,
             GParamSpec        *pspec,
             PscTimeline       *source)
{
  if (!self->linking)
    link_selected (self, source);
}

static void
append_entry (PscComparePicture *self,
              GtkWidget         *swatch,
              const char        *text)
{
  psc_legend_box_set_text (self->legend,
                           psc_legend_box_append (self->legend, swatch), text);
}

/* A step is drawn by its place, whatever its name is there. */
static char *
dup_step_names (PscComparePicture *self,
                guint              step)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (PscTimeline *timeline = next_timeline (self, NULL);
       timeline != NULL;
       timeline = next_timeline (self, timeline))
    {
      PscPipeline *pipeline =
        psc_run_get_settings (psc_timeline_get_run (timeline))->pipeline;
      const char *name;

      if (step >= psc_pipeline_get_n_steps (pipeline))
        continue;

      name = psc_pipeline_get_step (pipeline, step)->name;
      if (!g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
        g_ptr_array_add (names, (char *) name);
    }

  if (names->len == 0)
    return NULL;
  g_ptr_array_add (names, NULL);

  return g_strjoinv (" / ", (char **) names->pdata);
}

static void
append_steps (PscComparePicture *self)
{
  for (guint i = 0; i < PSC_MAX_STEPS; i++)
    {
      g_autofree char *names = dup_step_names (self, i);

      if (names != NULL)
        append_entry (self, psc_swatch_new_for_step (i), names);
    }
}

/* The signs that are to be seen in any of the charts. */
static void
show_legend (PscComparePicture *self)
{
  gboolean seen[PSC_N_PART_KINDS] = { FALSE };
  gboolean marked[PSC_N_OUTCOMES] = { FALSE };
  gboolean silent = FALSE;

  psc_legend_box_clear (self->legend);
  for (PscTimeline *timeline = next_timeline (self, NULL);
       timeline != NULL;
       timeline = next_timeline (self, timeline))
    {
      PscRun *run = psc_timeline_get_run (timeline);
      PscFigures figures;

      psc_figures_read (run, &figures);
      for (PscPartKind part = 0; part < PSC_N_PART_KINDS; part++)
        seen[part] |= figures.account.parts_ns[part] > 0;
      silent |= figures.silent_ns > 0;
      for (PscOutcome j = 0; j < PSC_N_OUTCOMES; j++)
        marked[j] |= psc_run_get_n_outcome (run, j) > 0;
    }

  if (seen[PSC_PART_STEP])
    append_steps (self);
  for (PscPartKind part = 0; part < PSC_N_PART_KINDS; part++)
    if (seen[part] && part != PSC_PART_STEP && part != PSC_PART_INSIDE)
      append_entry (self, psc_swatch_new_for_part (part),
                    psc_part_kind_get_label (part));
  for (PscOutcome i = PSC_OUTCOME_OK + 1; i < PSC_N_OUTCOMES; i++)
    if (marked[i])
      append_entry (self, psc_swatch_new_for_outcome (i),
                    psc_outcome_get_label (i));
  if (silent)
    append_entry (self, psc_swatch_new_for_silence (),
                  _("worker stopped or silent"));
}

/* Which run stands for a side may change with each that ends, and so does the
 * length of the axis.  What is shown and selected stays. */
static void
update (PscComparePicture *self)
{
  gboolean changed = FALSE;

  self->linking = TRUE;
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->rows));
       row != NULL;
       row = gtk_widget_get_next_sibling (row))
    changed |= psc_compare_row_update (PSC_COMPARE_ROW (row));

  for (PscTimeline *timeline = next_timeline (self, NULL);
       timeline != NULL;
       timeline = next_timeline (self, timeline))
    {
      select_in (self, timeline);
      if (self->zoomed)
        psc_timeline_set_visible (timeline, self->begin_ns, self->end_ns);
    }
  self->linking = FALSE;

  if (changed)
    {
      show_legend (self);
      show_file (self);
    }
  show_view (self);
}

static void
zoom_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  PscTimeline *leader = get_leader (PSC_COMPARE_PICTURE (widget));
  g_autofree char *name = g_strconcat ("timeline.",
                                       action_name + strlen ("compare."), NULL);

  if (leader != NULL)
    gtk_widget_activate_action (GTK_WIDGET (leader), name, NULL);
}

static void
add_rows (PscComparePicture *self)
{
  for (guint i = 0; i < psc_comparison_get_n_sides (self->comparison); i++)
    {
      GtkWidget *row = psc_compare_row_new (self->comparison, i);
      PscTimeline *timeline =
        psc_compare_row_get_timeline (PSC_COMPARE_ROW (row));

      g_signal_connect_object (timeline, "view-changed",
                               G_CALLBACK (view_changed_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (timeline, "range-changed",
                               G_CALLBACK (range_changed_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (timeline, "notify::selected",
                               G_CALLBACK (selected_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_box_append (self->rows, row);
    }
}

static void
drop_comparison (PscComparePicture *self)
{
  GtkWidget *row;

  if (self->comparison == NULL)
    return;

  /* A chart that goes away tells that nothing is selected there. */
  self->linking = TRUE;
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->rows))) != NULL)
    gtk_box_remove (self->rows, row);
  self->linking = FALSE;

  g_signal_handlers_disconnect_by_data (self->comparison, self);
  g_clear_object (&self->comparison);
  self->selected = PSC_COMPARISON_NO_FILE;
  self->zoomed = FALSE;
}

static void
psc_compare_picture_dispose (GObject *object)
{
  drop_comparison (PSC_COMPARE_PICTURE (object));
  gtk_widget_dispose_template (GTK_WIDGET (object), PSC_TYPE_COMPARE_PICTURE);

  G_OBJECT_CLASS (psc_compare_picture_parent_class)->dispose (object);
}

static void
psc_compare_picture_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  PscComparePicture *self = PSC_COMPARE_PICTURE (object);

  switch ((PscComparePictureProperty) prop_id)
    {
    case PROP_COMPARISON:
      g_value_set_object (value, psc_compare_picture_get_comparison (self));
      break;

    case PROP_SELECTED:
      g_value_set_uint (value, psc_compare_picture_get_selected (self));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      break;
    }
}

static void
psc_compare_picture_set_property (GObject      *object,
                                  guint         prop_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  PscComparePicture *self = PSC_COMPARE_PICTURE (object);

  switch ((PscComparePictureProperty) prop_id)
    {
    case PROP_COMPARISON:
      psc_compare_picture_set_comparison (self, g_value_get_object (value));
      break;

    case PROP_SELECTED:
      psc_compare_picture_set_selected (self, g_value_get_uint (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      break;
    }
}

static void
psc_compare_picture_class_init (PscComparePictureClass *klass)
{
  static const char * const zooms[] = {
    "compare.zoom-in", "compare.zoom-out", "compare.zoom-fit",
    "compare.zoom-selection",
  };
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                            G_PARAM_STATIC_STRINGS;

  object_class->dispose = psc_compare_picture_dispose;
  object_class->get_property = psc_compare_picture_get_property;
  object_class->set_property = psc_compare_picture_set_property;

  properties[PROP_COMPARISON] =
    g_param_spec_object ("comparison", NULL, NULL, PSC_TYPE_COMPARISON, flags);
  properties[PROP_SELECTED] =
    g_param_spec_uint ("selected", NULL, NULL, 0, G_MAXUINT, PSC_COMPARISON_NO_FILE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties),
                                     properties);

  for (guint i = 0; i < G_N_ELEMENTS (zooms); i++)
    gtk_widget_class_install_action (widget_class, zooms[i], NULL,
                                     zoom_action);

  g_type_ensure (PSC_TYPE_LEGEND_BOX);
  gtk_widget_class_set_template_from_resource (
    widget_class, PSC_RESOURCE_BASE "psc-compare-picture.ui");
  gtk_widget_class_bind_template_child (widget_class, PscComparePicture, file);
  gtk_widget_class_bind_template_child (widget_class, PscComparePicture,
                                        legend);
  gtk_widget_class_bind_template_child (widget_class, PscComparePicture, range);
  gtk_widget_class_bind_template_child (widget_class, PscComparePicture, rows);
}

static void
psc_compare_picture_init (PscComparePicture *self)
{
  self->selected = PSC_COMPARISON_NO_FILE;
  gtk_widget_init_template (GTK_WIDGET (self));
  show_view (self);
}

/**
 * psc_compare_picture_new:
 *
 * Makes a picture of nothing, which is empty.
 */
GtkWidget *
psc_compare_picture_new (void)
{
  return g_object_new (PSC_TYPE_COMPARE_PICTURE, NULL);
}

/**
 * psc_compare_picture_get_comparison:
 *
 * Returns: (transfer none) (nullable): what is compared
 */
PscComparison *
psc_compare_picture_get_comparison (PscComparePicture *self)
{
  g_return_val_if_fail (PSC_IS_COMPARE_PICTURE (self), NULL);

  return self->comparison;
}

/**
 * psc_compare_picture_set_comparison:
 * @comparison: (nullable): what to compare
 *
 * Draws the runs, all under one time axis, as soon as there is one of them.
 */
void
psc_compare_picture_set_comparison (PscComparePicture *self,
                                    PscComparison     *comparison)
{
  g_return_if_fail (PSC_IS_COMPARE_PICTURE (self));
  g_return_if_fail (comparison == NULL || PSC_IS_COMPARISON (comparison));

  if (self->comparison == comparison)
    return;

  drop_comparison (self);
  psc_legend_box_clear (self->legend);
  if (comparison != NULL)
    {
      self->comparison = g_object_ref (comparison);
      g_signal_connect_swapped (comparison, "changed", G_CALLBACK (update),
                                self);
      add_rows (self);
      show_legend (self);
    }

  show_file (self);
  show_view (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COMPARISON]);
}

/**
 * psc_compare_picture_get_selected:
 *
 * The number of the file that is selected in all charts which have it, or
 * %PSC_COMPARISON_NO_FILE.
 */
guint
psc_compare_picture_get_selected (PscComparePicture *self)
{
  g_return_val_if_fail (PSC_IS_COMPARE_PICTURE (self), PSC_COMPARISON_NO_FILE);

  return self->selected;
}

/**
 * psc_compare_picture_set_selected:
 * @file: the number of a file, or %PSC_COMPARISON_NO_FILE
 *
 * Selects a file in all charts that have it, as far as there are any.
 */
void
psc_compare_picture_set_selected (PscComparePicture *self,
                                  guint              file)
{
  g_return_if_fail (PSC_IS_COMPARE_PICTURE (self));

  for (PscTimeline *timeline = next_timeline (self, NULL);
       timeline != NULL;
       timeline = next_timeline (self, timeline))
    {
      guint index = psc_comparison_find_index (self->comparison,
                                               get_side (timeline), file);

      if (index != PSC_COMPARISON_NO_FILE || file == PSC_COMPARISON_NO_FILE)
        {
          psc_timeline_set_selected (timeline, index);
          return;
        }
    }
}
