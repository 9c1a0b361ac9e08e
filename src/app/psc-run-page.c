/* psc-run-page.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-run-page"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "psc-account-bar.h"
#include "psc-advice-box.h"
#include "psc-chart-view.h"
#include "psc-figure-board.h"
#include "psc-format.h"
#include "psc-legend-box.h"
#include "psc-lengths-panel.h"
#include "psc-messages-box.h"
#include "psc-notice-box.h"
#include "psc-notices.h"
#include "psc-output-panel.h"
#include "psc-range-bar.h"
#include "psc-run-label.h"
#include "psc-run-page.h"
#include "psc-run-progress.h"
#include "psc-swatch.h"
#include "psc-task-details.h"
#include "psc-task-table.h"
#include "psc-worker-end.h"
#include "psc-worker-menu.h"
#include "psc-worker-table.h"

/* Figures that change faster than this cannot be read. */
#define LIVE_INTERVAL_US (G_USEC_PER_SEC / 5)

struct _PscRunPage
{
  AdwBin            parent_instance;

  /* Template widgets */
  GtkProgressBar   *progress;
  PscFigureBoard   *board;
  PscNoticeBox     *notices;
  PscMessagesBox   *messages;
  PscAdviceBox     *advice_box;
  PscChartView     *chart;
  PscRangeBar      *range_bar;
  PscAccountBar    *account_bar;
  PscLegendBox     *outcomes;
  GtkStack         *panels;
  PscTaskTable     *table;
  PscWorkerTable   *workers;
  PscLengthsPanel  *lengths;
  PscOutputPanel   *output;
  PscTaskDetails   *details;

  /* Owned */
  PscRun           *run;

  /* Borrowed */
  PscTimeline      *timeline; /* of the chart */
  GtkWidget        *outcome_entries[PSC_N_OUTCOMES];
  GtkWidget        *deaths_entry;
  GtkWidget        *silences_entry;
  GtkWidget        *settings_entry;
  GtkWidget        *note_entry;

  PscFigures        one; /* of the run with one worker, if that is known */
  gboolean          has_one;
  gint64            shown_us; /* frame time of the last live update */
  guint             tick_id;
};

G_DEFINE_FINAL_TYPE (PscRunPage, psc_run_page, ADW_TYPE_BIN)

typedef enum
{
  PROP_RUN = 1,
} PscRunPageProperty;

static GParamSpec *properties[PROP_RUN + 1];

static gboolean
is_live (PscRunPage *self)
{
  PscRunState state = psc_run_get_state (self->run);

  return state == PSC_RUN_RUNNING || state == PSC_RUN_STOPPING;
}

static void
show_deaths (PscRunPage *self)
{
  guint n = psc_worker_end_count (self->run);
  g_autofree char *text = NULL;

  if (n > 0)
    text = g_strdup_printf (ngettext ("%u worker died", "%u workers died", n),
                            n);
  psc_legend_box_set_text (self->outcomes, self->deaths_entry, text);
}

static void
show_silences (PscRunPage       *self,
               const PscFigures *figures)
{
  g_autofree char *length = psc_format_duration (figures->silent_ns);
  g_autofree char *text = NULL;

  if (figures->silent_ns > 0)
    text = g_strdup_printf (_("workers stopped or silent for %s"), length);
  psc_legend_box_set_text (self->outcomes, self->silences_entry, text);
}

/* How far the run is, and what became of the files, with the signs that say
 * so on the chart. */
static void
show_files (PscRunPage       *self,
            const PscFigures *figures)
{
  g_autofree char *progress = psc_run_progress_dup_text (self->run, figures);

  psc_legend_box_set_text (self->outcomes,
                           self->outcome_entries[PSC_OUTCOME_NONE], progress);
  for (PscOutcome i = PSC_OUTCOME_OK; i < PSC_N_OUTCOMES; i++)
    {
      guint n = psc_run_get_n_outcome (self->run, i);
      g_autofree char *text = NULL;

      if (n > 0)
        text = g_strdup_printf ("%'u %s", n, psc_run_label_get_outcome (self->run, i));
      psc_legend_box_set_text (self->outcomes, self->outcome_entries[i], text);
    }

  gtk_progress_bar_set_fraction (self->progress,
                                 (double) psc_run_get_n_ended (self->run) /
                                 MAX (figures->n_files, 1));
  gtk_widget_set_visible (GTK_WIDGET (self->progress), is_live (self));
}

static void
show_advice (PscRunPage       *self,
             const PscFigures *figures,
             double            efficiency)
{
  g_autoptr (GPtrArray) advice = psc_advice_read (self->run, figures,
                                                  efficiency);

  psc_advice_box_set_advice (self->advice_box, advice);
}

static void
show_notices (PscRunPage *self)
{
  g_autoptr (GPtrArray) notices = psc_notices_read (self->run);

  psc_notice_box_set_notices (self->notices, notices);
  psc_messages_box_set_text (self->messages,
                             psc_notices_get_messages (self->run));
}

static void
show_details (PscRunPage *self)
{
  psc_task_details_set_task (self->details, self->run,
                             psc_run_panel_get_selected (
                               PSC_RUN_PANEL (self->table)));
}

/* Behind the legend of the account it would often take a line of its own, which
 * comes and goes with the zoom. */
static void
show_note (PscRunPage *self)
{
  gboolean merged = self->run != NULL &&
                    psc_timeline_get_merged (self->timeline);

  psc_legend_box_set_text (self->outcomes, self->note_entry,
                           merged ? _("narrow files: shares per pixel")
                                  : NULL);
}

static void
selected_cb (PscRunPage *self)
{
  show_details (self);
}

static void
details_closed_cb (PscRunPage *self)
{
  psc_run_panel_set_selected (PSC_RUN_PANEL (self->table), PSC_NO_TASK);
}

static void
update (PscRunPage *self)
{
  const PscFigures *one = self->has_one ? &self->one : NULL;
  PscScene *scene = psc_timeline_get_scene (self->timeline);
  PscFigures figures;

  /* To read a large run takes its time: the chart and the figures do it once. */
  psc_figures_update (&figures, self->run, psc_scene_get_reader (scene));

  psc_figure_board_set_figures (self->board, &figures, one, is_live (self));
  show_files (self, &figures);
  show_deaths (self);
  show_silences (self, &figures);
  psc_account_bar_set_account (self->account_bar, figures.wall_ns,
                               &figures.account);
  psc_range_bar_update (self->range_bar);
  show_advice (self, &figures, psc_figures_efficiency (&figures, one));
  show_notices (self);
  show_details (self);
}

static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  PscRunPage *self = PSC_RUN_PAGE (widget);
  gint64 now_us = gdk_frame_clock_get_frame_time (clock);

  if (!is_live (self))
    {
      self->tick_id = 0;
      return G_SOURCE_REMOVE;
    }

  if (now_us - self->shown_us >= LIVE_INTERVAL_US)
    {
      self->shown_us = now_us;
      update (self);
    }

  return G_SOURCE_CONTINUE;
}

static void
run_changed_cb (PscRunPage *self)
{
  if (!is_live (self))
    update (self);
  else if (self->tick_id == 0)
    self->tick_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb,
                                                  NULL, NULL);
}

static void
find_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  PscRunPage *self = PSC_RUN_PAGE (widget);

  psc_run_page_show_panel (self, "files");
  gtk_widget_activate_action (GTK_WIDGET (self->table), "task-table.find",
                              NULL);
}

/* The settings at the side may be those of the next run already. */
static void
show_settings (PscRunPage *self)
{
  g_autofree char *text = psc_run_label_dup_settings (self->run);

  psc_legend_box_set_text (self->outcomes, self->settings_entry, text);
}

static void
drop_run (PscRunPage *self)
{
  if (self->tick_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick_id);
  self->tick_id = 0;

  if (self->run != NULL)
    g_signal_handlers_disconnect_by_data (self->run, self);
  g_clear_object (&self->run);
}

static void
psc_run_page_dispose (GObject *object)
{
  PscRunPage *self = PSC_RUN_PAGE (object);

  drop_run (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), PSC_TYPE_RUN_PAGE);

  G_OBJECT_CLASS (psc_run_page_parent_class)->dispose (object);
}

static void
psc_run_page_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  switch ((PscRunPageProperty) prop_id)
    {
    case PROP_RUN:
      g_value_set_object (value, psc_run_page_get_run (PSC_RUN_PAGE (object)));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      break;
    }
}

static void
psc_run_page_set_property (GObject      *object,
                           guint         prop_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  switch ((PscRunPageProperty) prop_id)
    {
    case PROP_RUN:
      psc_run_page_set_run (PSC_RUN_PAGE (object), g_value_get_object (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      break;
    }
}

static void
psc_run_page_class_init (PscRunPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = psc_run_page_dispose;
  object_class->get_property = psc_run_page_get_property;
  object_class->set_property = psc_run_page_set_property;

  properties[PROP_RUN] =
    g_param_spec_object ("run", NULL, NULL, PSC_TYPE_RUN,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                         G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties),
                                     properties);

  g_type_ensure (PSC_TYPE_ACCOUNT_BAR);
  g_type_ensure (PSC_TYPE_ADVICE_BOX);
  g_type_ensure (PSC_TYPE_CHART_VIEW);
  g_type_ensure (PSC_TYPE_FIGURE_BOARD);
  g_type_ensure (PSC_TYPE_LEGEND_BOX);
  g_type_ensure (PSC_TYPE_LENGTHS_PANEL);
  g_type_ensure (PSC_TYPE_MESSAGES_BOX);
  g_type_ensure (PSC_TYPE_NOTICE_BOX);
  g_type_ensure (PSC_TYPE_OUTPUT_PANEL);
  g_type_ensure (PSC_TYPE_RANGE_BAR);
  g_type_ensure (PSC_TYPE_TASK_DETAILS);
  g_type_ensure (PSC_TYPE_TASK_TABLE);
  g_type_ensure (PSC_TYPE_WORKER_TABLE);

  gtk_widget_class_set_template_from_resource (
    widget_class, PSC_RESOURCE_BASE "psc-run-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PscRunPage, account_bar);
  gtk_widget_class_bind_template_child (widget_class, PscRunPage, advice_box);
  gtk_widget_class_bind_template_child (widget_class, PscRunPage, board);
  gtk_widget_class_bind_template_child (widget_class, PscRunPage, chart);
  gtk_widget_class_bind_template_child (widget_class, PscRunPage, details);
  gtk_widget_class_bind_template_child (widget_class, PscRunPage, lengths);
  gtk_widget_class_bind_template_child (widget_class, PscRunPage, messages);
  gtk_widget_class_bind_template_child (widget_class, PscRunPage, notices);
  gtk_widget_class_bind_template_child (widget_class, PscRunPage, outcomes);
  gtk_widget_class_bind_template_child (widget_class, PscRunPage, output);
  gtk_widget_class_bind_template_child (widget_class, PscRunPage, panels);
  gtk_widget_class_bind_template_child (widget_class, PscRunPage, progress);
  gtk_widget_class_bind_template_child (widget_class, PscRunPage, range_bar);
  gtk_widget_class_bind_template_child (widget_class, PscRunPage, table);
  gtk_widget_class_bind_template_child (widget_class, PscRunPage, workers);

  gtk_widget_class_bind_template_callback (widget_class, details_closed_cb);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);

  gtk_widget_class_install_action (widget_class, "run-page.find", NULL,
                                   find_action);
}

static void
psc_run_page_init (PscRunPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->timeline = psc_chart_view_get_timeline (self->chart);
  psc_range_bar_set_timeline (self->range_bar, self->timeline);
  psc_worker_menu_add_to_timeline (self->timeline);
  psc_worker_menu_add_to_table (self->workers);
  g_signal_connect_object (self->timeline, "merged-changed",
                           G_CALLBACK (show_note), self, G_CONNECT_SWAPPED);
  g_object_bind_property (self->account_bar, "lit", self->timeline, "lit",
                          G_BINDING_DEFAULT);
  g_object_bind_property (self->timeline, "pointed", self->account_bar,
                          "marked", G_BINDING_SYNC_CREATE);
  g_object_bind_property (self->timeline, "selected", self->table, "selected",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->timeline),
                                  GTK_ACCESSIBLE_RELATION_DETAILS,
                                  self->table, NULL,
                                  -1);

  for (PscOutcome i = PSC_OUTCOME_NONE; i < PSC_N_OUTCOMES; i++)
    self->outcome_entries[i] =
      psc_legend_box_append (self->outcomes,
                             i > PSC_OUTCOME_OK
                             ? psc_swatch_new_for_outcome (i) : NULL);
  self->deaths_entry = psc_legend_box_append (self->outcomes,
                                              psc_swatch_new_for_death ());
  self->silences_entry = psc_legend_box_append (self->outcomes,
                                                psc_swatch_new_for_silence ());
  self->settings_entry = psc_legend_box_append (self->outcomes, NULL);
  gtk_widget_add_css_class (self->settings_entry, "dim-label");
  self->note_entry = psc_legend_box_append (self->outcomes, NULL);
  gtk_widget_add_css_class (self->note_entry, "dim-label");
  gtk_widget_set_tooltip_text (self->note_entry,
                               _("Where files are too narrow for bars of "
                                 "their own, the height of each color is its "
                                 "share of the time. Zoom in to tell the "
                                 "files apart."));
}

/**
 * psc_run_page_new:
 *
 * Makes a page without a run.
 */
GtkWidget *
psc_run_page_new (void)
{
  return g_object_new (PSC_TYPE_RUN_PAGE, NULL);
}

/**
 * psc_run_page_get_run:
 *
 * Returns: (transfer none) (nullable): the run that is shown
 */
PscRun *
psc_run_page_get_run (PscRunPage *self)
{
  g_return_val_if_fail (PSC_IS_RUN_PAGE (self), NULL);

  return self->run;
}

/**
 * psc_run_page_get_timeline:
 *
 * Returns: (transfer none): the chart of the run
 */
PscTimeline *
psc_run_page_get_timeline (PscRunPage *self)
{
  g_return_val_if_fail (PSC_IS_RUN_PAGE (self), NULL);

  return self->timeline;
}

/**
 * psc_run_page_set_run:
 * @run: (nullable): the run to show
 *
 * Shows another run, and follows it while it goes on.
 */
void
psc_run_page_set_run (PscRunPage *self,
                      PscRun     *run)
{
  g_return_if_fail (PSC_IS_RUN_PAGE (self));

  if (self->run == run)
    return;

  drop_run (self);
  self->has_one = FALSE;
  psc_figure_board_set_can_measure (self->board, FALSE);
  psc_timeline_set_run (self->timeline, run);
  psc_run_panel_set_run (PSC_RUN_PANEL (self->table), run);
  psc_run_panel_set_run (PSC_RUN_PANEL (self->workers), run);
  psc_run_panel_set_run (PSC_RUN_PANEL (self->lengths), run);
  psc_run_panel_set_run (PSC_RUN_PANEL (self->output), run);
  psc_account_bar_set_run (self->account_bar, run);

  if (run != NULL)
    {
      self->run = g_object_ref (run);
      g_signal_connect_object (run, "changed", G_CALLBACK (run_changed_cb),
                               self, G_CONNECT_SWAPPED);
      show_settings (self);
      update (self);
      if (is_live (self))
        run_changed_cb (self);
    }

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUN]);
}

/**
 * psc_run_page_set_one_worker:
 * @figures: (nullable): the figures of a run with one worker, otherwise like
 *   the one that is shown
 * @can_measure: whether such a run could be made now
 *
 * Tells the page what to compare its run with.
 */
void
psc_run_page_set_one_worker (PscRunPage       *self,
                             const PscFigures *figures,
                             gboolean          can_measure)
{
  gboolean had_one;

  g_return_if_fail (PSC_IS_RUN_PAGE (self));
  g_return_if_fail (self->run != NULL);

  had_one = self->has_one;
  self->has_one = figures != NULL;
  if (figures != NULL)
    self->one = *figures;
  psc_figure_board_set_can_measure (self->board, can_measure);
  psc_output_panel_set_one_worker (self->output, figures);

  /* Reading a large run again takes its time. */
  if (had_one || self->has_one)
    update (self);
}

/**
 * psc_run_page_show_panel:
 * @name: "files", "workers", "lengths" or "output"
 *
 * Shows one of the panels below the chart.
 */
void
psc_run_page_show_panel (PscRunPage *self,
                         const char *name)
{
  g_return_if_fail (PSC_IS_RUN_PAGE (self));

  gtk_stack_set_visible_child_name (self->panels, name);
}
