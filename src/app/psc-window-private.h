/* psc-window-private.h: what the files of the window share
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-exercises-page.h"
#include "psc-history-page.h"
#include "psc-messages-box.h"
#include "psc-run-bar.h"
#include "psc-run-page.h"
#include "psc-settings-pane.h"
#include "psc-window.h"

G_BEGIN_DECLS

struct _PscWindow
{
  AdwApplicationWindow  parent_instance;

  /* Template widgets */
  AdwToastOverlay      *toasts;
  AdwSqueezer          *title_squeezer;
  GtkWidget            *switcher;
  AdwViewSwitcherBar   *switcher_bar;
  AdwWindowTitle       *title;
  AdwSplitButton       *open_button;
  GtkLabel             *directory_label;
  GtkLabel             *count_label;
  GtkButton            *run_button;
  GtkLabel             *run_label;
  GtkImage             *run_icon;  /* where the label has no room */
  GtkWidget            *export_box;
  GtkWidget            *export_button; /* of the run; */
  GtkWidget            *report_button; /* of the exercise, in its place */
  AdwFlap              *flap;
  AdwViewStack         *pages;
  PscExercisesPage     *exercises_page;
  PscHistoryPage       *history_page;
  GtkStack             *stack;
  AdwStatusPage        *reading_page;
  GMenu                *recent;
  AdwStatusPage        *ready_page;
  AdwStatusPage        *failed_page;
  GtkWidget            *elsewhere_button;
  GtkWidget            *remedy_button;
  GtkLabel             *remedy_label;
  PscMessagesBox       *failed_messages;
  PscSettingsPane      *settings_pane;
  PscRunBar            *run_bar;
  PscRunPage           *run_page;

  /* Owned */
  PscSession           *session;
  PscHistory           *history;  /* NULL where nothing is kept */
  GSettings            *settings; /* NULL where the schema is missing */
  GtkFileChooserNative *chooser;  /* while one is open */

  GtkApplication       *suspend_holder; /* while it keeps the machine awake */
  GCancellable         *probe;          /* while files are tried */
  PscListing           *probed_listing; /* (nullable): of which they are */

  /* Borrowed: while one is asked */
  GtkWindow            *question;

  gint64                probed_ns;
  guint                 probed_work;
  guint                 suspend_cookie;
  guint                 fold_source_id;
  guint                 reading_source_id;

  guint                 closing : 1; /* as soon as the run has stopped */
  guint                 side_rests : 1; /* until the history is left */
};

void _psc_window_add_actions    (PscWindow  *self);
void _psc_window_update_actions (PscWindow  *self);
void _psc_window_add_copy_actions (PscWindow *self);
void _psc_window_add_pipeline_action (PscWindow *self);
void _psc_window_toast          (PscWindow  *self,
                                 const char *text);
void _psc_window_set_enabled    (PscWindow  *self,
                                 const char *name,
                                 gboolean    enabled);

void _psc_window_add_chart_actions  (PscWindow *self);
void _psc_window_update_chart       (PscWindow *self);
void _psc_window_remember_chart     (PscWindow *self);

GtkFileChooserNative *_psc_window_new_chooser (PscWindow            *self,
                                               const char           *title,
                                               GtkFileChooserAction  action,
                                               const char           *accept,
                                               GCallback             response_cb);

gboolean _psc_window_is_document     (GFile     *file);
void _psc_window_refuse_run          (PscWindow *self);
void _psc_window_open_document       (PscWindow *self,
                                      GFile     *file);
void _psc_window_add_document_action (PscWindow *self);

void _psc_window_set_up_directory (PscWindow *self);
void _psc_window_follow_recent    (PscWindow *self);
void _psc_window_show_directory   (PscWindow *self);
void _psc_window_show_count       (PscWindow *self);
void _psc_window_show_reading     (PscWindow *self);

gboolean _psc_window_has_failed (PscWindow *self);
void _psc_window_show_failed (PscWindow *self);
void _psc_window_remedy_cb   (PscWindow *self);

gboolean _psc_window_is_busy        (PscWindow *self);
void     _psc_window_ask_to_close   (PscWindow *self);
void     _psc_window_update_suspend (PscWindow *self);
void     _psc_window_let_suspend    (PscWindow *self);

gboolean    _psc_window_shows_run        (PscWindow *self);
gboolean    _psc_window_shows_exercises  (PscWindow *self);
void        _psc_window_show_exercise    (PscWindow *self);
const char *_psc_window_get_measure_hint (PscWindow *self);

void   _psc_window_drop_probe   (PscWindow *self);
gint64 _psc_window_find_average (PscWindow *self);
void   _psc_window_update_probe (PscWindow *self);

void _psc_window_update_exercises        (PscWindow *self);
void _psc_window_update_exercise_actions (PscWindow *self);
void _psc_window_add_exercise_actions    (PscWindow *self);

gboolean _psc_window_shows_history       (PscWindow *self);
PscRun  *_psc_window_find_same_run       (PscWindow *self,
                                          PscRun    *run);
void     _psc_window_update_history      (PscWindow *self);
void     _psc_window_rest_side           (PscWindow *self);
void     _psc_window_add_history_actions (PscWindow *self);

void _psc_window_add_fault_actions    (PscWindow *self);
void _psc_window_update_fault_actions (PscWindow *self);

void _psc_window_add_run_actions    (PscWindow *self);
void _psc_window_update_run_actions (PscWindow *self);
void _psc_window_remove_run         (PscWindow *self,
                                     PscRun    *run);

void _psc_window_add_export_actions    (PscWindow *self);
void _psc_window_update_export_actions (PscWindow *self);
void _psc_window_export_run            (PscWindow *self,
                                        PscRun    *run);
void _psc_window_add_report_actions    (PscWindow *self);
void _psc_window_update_report_actions (PscWindow *self);
void _psc_window_show_saved            (PscWindow  *self,
                                        const char *text,
                                        const char *path);
void _psc_window_show_error            (PscWindow  *self,
                                        const char *heading,
                                        const char *message);

G_END_DECLS
