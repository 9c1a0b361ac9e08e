/* psc-exercise-page.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-exercise-page"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "psc-counts-row.h"
#include "psc-exercise-findings.h"
#include "psc-exercise-page.h"
#include "psc-exercise-picture.h"
#include "psc-exercise-words.h"
#include "psc-finding-list.h"
#include "psc-prediction-box.h"
#include "psc-throttle.h"

/* Progress in words that changes faster cannot be read. */
#define PROGRESS_INTERVAL_MS 200

struct _PscExercisePage
{
  AdwBin            parent_instance;

  /* Template widgets */
  GtkLabel         *title;
  GtkLabel         *question;
  GtkLabel         *subject;
  GtkLabel         *fixed;
  PscPredictionBox *prediction;
  PscCountsRow     *counts;
  GtkAdjustment    *repeats;
  GtkWidget        *repeats_row;
  GtkWidget        *chunks_row;
  GtkSwitch        *chunks_switch;
  AdwBin           *picture;
  PscFindingList   *findings;
  GtkWidget        *next;
  GtkLabel         *follow_up;
  GtkProgressBar   *progress;
  GtkLabel         *plan;
  GtkLabel         *hint;
  GtkButton        *measure;

  /* Owned */
  PscExercise      *exercise; /* (nullable) */
  PscThrottle      *updates; /* while there is an exercise */
  GCancellable     *cancellable; /* while it is measured */
  char             *problem;     /* (nullable): why it could not be */

  gint64            average_ns;  /* of a file alone; PSC_NEVER: not known */
  guint             teaching : 1;
};

G_DEFINE_FINAL_TYPE (PscExercisePage, psc_exercise_page, ADW_TYPE_BIN)

typedef enum
{
  PROP_EXERCISE = 1,
  PROP_TEACHING,
} PscExercisePageProperty;

static GParamSpec *properties[PROP_TEACHING + 1];

static gboolean
is_measuring (PscExercisePage *self)
{
  return psc_exercise_get_state (self->exercise) == PSC_EXERCISE_MEASURING;
}

static void
counts_applied_cb (PscExercisePage *self)
{
  PscExerciseOptions options;

  if (self->exercise == NULL)
    return;

  options = *psc_exercise_get_options (self->exercise);
  if (psc_counts_row_read (self->counts, &options))
    psc_exercise_set_options (self->exercise, &options);
}

static void
repeats_changed_cb (PscExercisePage *self)
{
  PscExerciseOptions options;

  if (self->exercise == NULL)
    return;

  options = *psc_exercise_get_options (self->exercise);
  options.repeats = (guint) gtk_adjustment_get_value (self->repeats);
  psc_exercise_set_options (self->exercise, &options);
}

static void
chunks_changed_cb (PscExercisePage *self)
{
  PscExerciseOptions options;

  if (self->exercise == NULL)
    return;

  options = *psc_exercise_get_options (self->exercise);
  options.same_chunks = gtk_switch_get_active (self->chunks_switch);
  psc_exercise_set_options (self->exercise, &options);
}

/* The button leaves the mnemonic to the window's: shared by two, it would only
 * move the focus between them.  It stays where it is, so that the second click
 * on it stops what the first has begun, whatever the page shows meanwhile. */
static void
show_progress (PscExercisePage *self)
{
  g_autofree char *plan = psc_exercise_dup_progress (self->exercise,
                                                    self->average_ns);
  const char *hint = psc_exercise_page_get_hint (self);
  guint n_planned = psc_exercise_get_n_planned (self->exercise);
  gboolean measuring = is_measuring (self);

  gtk_label_set_label (self->plan, plan);
  gtk_label_set_label (self->hint, hint);
  gtk_widget_set_visible (GTK_WIDGET (self->hint), *hint != '\0');
  gtk_button_set_label (self->measure, measuring ? _("Stop") : _("Measure"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->measure),
                                  measuring ? "win.stop"
                                            : "win.measure-exercise");
  gtk_widget_set_visible (GTK_WIDGET (self->progress), measuring);
  gtk_progress_bar_set_fraction (self->progress,
                                 (double) psc_exercise_get_n_runs (self->exercise) /
                                 MAX (n_planned, 1));
}

/* Results stay when the directory or the settings at the side have become
 * others. */
static void
show_subject (PscExercisePage *self)
{
  g_autofree char *subject = psc_exercise_dup_subject (self->exercise);

  gtk_widget_set_visible (GTK_WIDGET (self->subject), subject != NULL);
  if (subject != NULL)
    gtk_label_set_label (self->subject, subject);
}

static void
show_findings (PscExercisePage *self)
{
  g_autoptr (GPtrArray) findings = psc_exercise_read_findings (self->exercise);

  psc_finding_list_set_findings (self->findings, findings);
}

static void
changed_cb (PscExercisePage *self)
{
  const PscExerciseOptions *options = psc_exercise_get_options (self->exercise);
  gboolean measuring = is_measuring (self);
  gboolean measured = psc_exercise_get_state (self->exercise) ==
                      PSC_EXERCISE_MEASURED;

  psc_counts_row_set_options (self->counts, options);
  gtk_adjustment_set_value (self->repeats, options->repeats);
  gtk_switch_set_active (self->chunks_switch, options->same_chunks);
  gtk_widget_set_sensitive (GTK_WIDGET (self->counts), !measuring);
  gtk_widget_set_sensitive (self->repeats_row, !measuring);
  gtk_widget_set_sensitive (self->chunks_row, !measuring);
  gtk_widget_set_visible (self->next, measured);
  show_subject (self);
  show_progress (self);
  show_findings (self);
}

static void
show_measuring (PscExercisePage *self)
{
  show_progress (self);
  show_findings (self);
}

/* Words that go with the exercise itself. */
static void
show_exercise (PscExercisePage *self)
{
  PscExerciseKind kind = psc_exercise_get_kind (self->exercise);

  gtk_label_set_label (self->title, psc_exercise_kind_get_title (kind));
  gtk_label_set_label (self->question, psc_exercise_kind_get_question (kind));
  gtk_label_set_label (self->fixed, psc_exercise_kind_get_fixed (kind));
  gtk_label_set_label (self->follow_up,
                       psc_exercise_kind_get_follow_up (kind));
  gtk_widget_set_visible (GTK_WIDGET (self->counts),
                          kind == PSC_EXERCISE_WORKERS);
  gtk_widget_set_visible (self->chunks_row, kind == PSC_EXERCISE_POOLS);
  changed_cb (self);
}

static void
drop_exercise (PscExercisePage *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->problem, g_free);

  if (self->exercise != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->exercise, self);
      g_signal_handlers_disconnect_by_data (self->exercise, self->updates);
    }
  g_clear_object (&self->exercise);
  g_clear_pointer (&self->updates, psc_throttle_free);
}

static void
psc_exercise_page_dispose (GObject *object)
{
  PscExercisePage *self = PSC_EXERCISE_PAGE (object);

  drop_exercise (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), PSC_TYPE_EXERCISE_PAGE);

  G_OBJECT_CLASS (psc_exercise_page_parent_class)->dispose (object);
}

static void
psc_exercise_page_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  PscExercisePage *self = PSC_EXERCISE_PAGE (object);

  switch ((PscExercisePageProperty) prop_id)
    {
    case PROP_EXERCISE:
      g_value_set_object (value, psc_exercise_page_get_exercise (self));
      break;

    case PROP_TEACHING:
      g_value_set_boolean (value, psc_exercise_page_get_teaching (self));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      break;
    }
}

static void
psc_exercise_page_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  PscExercisePage *self = PSC_EXERCISE_PAGE (object);

  switch ((PscExercisePageProperty) prop_id)
    {
    case PROP_EXERCISE:
      psc_exercise_page_set_exercise (self, g_value_get_object (value));
      break;

    case PROP_TEACHING:
      psc_exercise_page_set_teaching (self, g_value_get_boolean (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      break;
    }
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
    widget_class, PSC_RESOURCE_BASE "psc-exercise-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PscExercisePage,
                                        chunks_row);
  gtk_widget_class_bind_template_child (widget_class, PscExercisePage,
                                        chunks_switch);
  gtk_widget_class_bind_template_child (widget_class, PscExercisePage, counts);
  gtk_widget_class_bind_template_child (widget_class, PscExercisePage, findings);
  gtk_widget_class_bind_template_child (widget_class, PscExercisePage, fixed);
  gtk_widget_class_bind_template_child (widget_class, PscExercisePage,
                                        follow_up);
  gtk_widget_class_bind_template_child (widget_class, PscExercisePage, hint);
  gtk_widget_class_bind_template_child (widget_class, PscExercisePage, measure);
  gtk_widget_class_bind_template_child (widget_class, PscExercisePage, next);
  gtk_widget_class_bind_template_child (widget_class, PscExercisePage, picture);
  gtk_widget_class_bind_template_child (widget_class, PscExercisePage, plan);
  gtk_widget_class_bind_template_child (widget_class, PscExercisePage,
                                        prediction);
  gtk_widget_class_bind_template_child (widget_class, PscExercisePage, progress);
  gtk_widget_class_bind_template_child (widget_class, PscExercisePage, question);
  gtk_widget_class_bind_template_child (widget_class, PscExercisePage, repeats);
  gtk_widget_class_bind_template_child (widget_class, PscExercisePage,
                                        repeats_row);
  gtk_widget_class_bind_template_child (widget_class, PscExercisePage, subject);
  gtk_widget_class_bind_template_child (widget_class, PscExercisePage, title);
  gtk_widget_class_bind_template_callback (widget_class, chunks_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, counts_applied_cb);
  gtk_widget_class_bind_template_callback (widget_class, repeats_changed_cb);
}

static void
psc_exercise_page_class_init (PscExercisePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = psc_exercise_page_dispose;
  object_class->get_property = psc_exercise_page_get_property;
  object_class->set_property = psc_exercise_page_set_property;

  properties[PROP_EXERCISE] =
    g_param_spec_object ("exercise", NULL, NULL, PSC_TYPE_EXERCISE,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                         G_PARAM_STATIC_STRINGS);
  properties[PROP_TEACHING] =
    g_param_spec_boolean ("teaching", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                          G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties),
                                     properties);

  g_type_ensure (PSC_TYPE_COUNTS_ROW);
  g_type_ensure (PSC_TYPE_FINDING_LIST);
  g_type_ensure (PSC_TYPE_PREDICTION_BOX);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
psc_exercise_page_init (PscExercisePage *self)
{
  self->average_ns = PSC_NEVER;
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * psc_exercise_page_new:
 *
 * Makes a page without an exercise.
 */
GtkWidget *
psc_exercise_page_new (void)
{
  return g_object_new (PSC_TYPE_EXERCISE_PAGE, NULL);
}

/**
 * psc_exercise_page_get_exercise:
 *
 * Returns: (transfer none) (nullable): the exercise
 */
PscExercise *
psc_exercise_page_get_exercise (PscExercisePage *self)
{
  g_return_val_if_fail (PSC_IS_EXERCISE_PAGE (self), NULL);

  return self->exercise;
}

/**
 * psc_exercise_page_set_exercise:
 * @exercise: (nullable): the exercise
 *
 * Shows an exercise and follows it.  A measurement that this page has started
 * of the former one is stopped.
 */
void
psc_exercise_page_set_exercise (PscExercisePage *self,
                                PscExercise     *exercise)
{
  g_return_if_fail (PSC_IS_EXERCISE_PAGE (self));
  g_return_if_fail (exercise == NULL || PSC_IS_EXERCISE (exercise));

  if (exercise == self->exercise)
    return;

  drop_exercise (self);
  adw_bin_set_child (self->picture, exercise != NULL
                                    ? psc_exercise_picture_new (exercise)
                                    : NULL);
  psc_prediction_box_set_exercise (self->prediction, exercise);
  if (exercise != NULL)
    {
      self->exercise = g_object_ref (exercise);
      g_signal_connect_swapped (exercise, "changed", G_CALLBACK (changed_cb),
                                self);
      self->updates = psc_throttle_new (PROGRESS_INTERVAL_MS,
                                         (PscThrottleFunc) show_measuring,
                                         self);
      g_signal_connect_swapped (exercise, "progress",
                                G_CALLBACK (psc_throttle_ask), self->updates);
      show_exercise (self);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EXERCISE]);
}

/**
 * psc_exercise_page_get_teaching:
 *
 * Whether it may be measured without a prediction.
 */
gboolean
psc_exercise_page_get_teaching (PscExercisePage *self)
{
  g_return_val_if_fail (PSC_IS_EXERCISE_PAGE (self), FALSE);

  return self->teaching;
}

/**
 * psc_exercise_page_set_teaching:
 *
 * Sets whether it may be measured without a prediction.
 */
void
psc_exercise_page_set_teaching (PscExercisePage *self,
                                gboolean         teaching)
{
  g_return_if_fail (PSC_IS_EXERCISE_PAGE (self));

  if (teaching == self->teaching)
    return;

  self->teaching = teaching != FALSE;
  if (self->exercise != NULL)
    show_progress (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEACHING]);
}

/**
 * psc_exercise_page_set_average:
 * @average_ns: how long a file takes alone on a CPU; %PSC_NEVER if that is
 *   not known
 *
 * Sets what the time that is announced is reckoned from.
 */
void
psc_exercise_page_set_average (PscExercisePage *self,
                               gint64           average_ns)
{
  g_return_if_fail (PSC_IS_EXERCISE_PAGE (self));

  if (average_ns == self->average_ns)
    return;

  self->average_ns = average_ns;
  if (self->exercise != NULL)
    show_progress (self);
}

/**
 * psc_exercise_page_can_measure:
 *
 * Whether there are files and, unless it is taught, a prediction.
 */
gboolean
psc_exercise_page_can_measure (PscExercisePage *self)
{
  g_return_val_if_fail (PSC_IS_EXERCISE_PAGE (self), FALSE);

  return self->exercise != NULL && !is_measuring (self) &&
         psc_exercise_get_n_planned (self->exercise) > 0 &&
         (self->teaching ||
          psc_exercise_get_prediction (self->exercise) != NULL ||
          psc_exercise_get_state (self->exercise) == PSC_EXERCISE_MEASURED);
}

/**
 * psc_exercise_page_get_hint:
 *
 * Why the exercise cannot be measured, or what else there is to know about it.
 *
 * Returns: one line, which may be empty
 */
const char *
psc_exercise_page_get_hint (PscExercisePage *self)
{
  g_return_val_if_fail (PSC_IS_EXERCISE_PAGE (self), "");

  if (self->problem != NULL)
    return self->problem;
  if (psc_exercise_get_state (self->exercise) == PSC_EXERCISE_OPEN &&
      !psc_exercise_page_can_measure (self))
    return _("Predict first: lock in an answer and a reason");
  if (is_measuring (self))
    return _("What has been measured stays when you stop");

  return "";
}

static void
measured_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (PscExercisePage) self = user_data;
  g_autoptr (GError) error = NULL;

  psc_exercise_measure_finish (PSC_EXERCISE (object), result, &error);
  if (self->exercise != PSC_EXERCISE (object))
    return;

  g_clear_object (&self->cancellable);
  if (error != NULL && !g_error_matches (error, G_IO_ERROR,
                                         G_IO_ERROR_CANCELLED))
    self->problem = g_strdup (error->message);
  changed_cb (self);
}

/**
 * psc_exercise_page_measure:
 *
 * Begins to measure, which psc_exercise_page_can_measure() must allow.
 */
void
psc_exercise_page_measure (PscExercisePage *self)
{
  g_return_if_fail (psc_exercise_page_can_measure (self));

  g_clear_pointer (&self->problem, g_free);
  self->cancellable = g_cancellable_new ();
  psc_exercise_measure_async (self->exercise, self->cancellable, measured_cb,
                              g_object_ref (self));
}

/**
 * psc_exercise_page_stop:
 *
 * Stops measuring; what has been measured stays.
 */
void
psc_exercise_page_stop (PscExercisePage *self)
{
  g_return_if_fail (PSC_IS_EXERCISE_PAGE (self));

  g_cancellable_cancel (self->cancellable);
}
