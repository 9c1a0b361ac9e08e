/* psc-prediction-box.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-prediction-box"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "psc-exercise-words.h"
#include "psc-prediction-box.h"
#include "psc-prediction-curve.h"

#define MAX_ANSWERS 4

struct _PscPredictionBox
{
  AdwBin               parent_instance;

  /* Template widgets */
  GtkStack            *stack;
  AdwPreferencesGroup *ask;
  GtkWidget           *curve_row;
  PscPredictionCurve  *curve;
  AdwComboRow         *counts;
  GtkWidget           *answer_rows[MAX_ANSWERS];
  GtkCheckButton      *answers[MAX_ANSWERS];
  GtkCheckButton      *answer_none; /* is active as long as no other is */
  AdwEntryRow         *reason;
  GtkWidget           *lock;
  AdwActionRow        *locked_row;
  AdwActionRow        *judgement_row;

  /* Owned */
  PscExercise         *exercise; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (PscPredictionBox, psc_prediction_box, ADW_TYPE_BIN)

typedef enum
{
  PROP_EXERCISE = 1,
} PscPredictionBoxProperty;

static GParamSpec *properties[PROP_EXERCISE + 1];

static gboolean
asks_for_count (PscPredictionBox *self)
{
  return psc_exercise_get_kind (self->exercise) == PSC_EXERCISE_WORKERS;
}

/* The first row of the counts is not one. */
static gboolean
get_choice (PscPredictionBox *self,
            guint            *choice)
{
  if (asks_for_count (self))
    {
      guint selected = adw_combo_row_get_selected (self->counts);

      *choice = selected - 1;
      return selected != 0 && selected != GTK_INVALID_LIST_POSITION;
    }

  for (guint i = 0; i < MAX_ANSWERS; i++)
    {
      if (gtk_check_button_get_active (self->answers[i]))
        {
          *choice = i;
          return TRUE;
        }
    }

  return FALSE;
}

static char *
dup_reason (PscPredictionBox *self)
{
  return g_strstrip (
    g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->reason))));
}

static gboolean
can_lock (PscPredictionBox *self)
{
  g_autofree char *reason = dup_reason (self);
  guint choice;

  return self->exercise != NULL &&
         psc_exercise_get_sweep (self->exercise,
                                 PSC_EXERCISE_PART_MAIN) != NULL &&
         *reason != '\0' && get_choice (self, &choice);
}

static void
changed_cb (PscPredictionBox *self)
{
  gtk_widget_set_sensitive (self->lock, can_lock (self));
}

static void
lock_cb (PscPredictionBox *self)
{
  g_autoptr (PscPrediction) prediction = NULL;
  g_autofree char *reason = dup_reason (self);
  const double *shares = NULL;
  guint choice, n_shares = 0;

  if (!can_lock (self) || !get_choice (self, &choice))
    return;

  if (asks_for_count (self))
    shares = psc_prediction_curve_get_shares (self->curve, &n_shares);
  prediction = psc_prediction_new (choice, reason, shares, n_shares);
  psc_exercise_predict (self->exercise, prediction);
}

/* What was chosen stays if there are as many to choose from. */
static void
fill_counts (PscPredictionBox *self)
{
  const PscExerciseOptions *options = psc_exercise_get_options (self->exercise);
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  GListModel *former = adw_combo_row_get_model (self->counts);
  guint selected = adw_combo_row_get_selected (self->counts);

  gtk_string_list_append (list, _("Choose…"));
  for (guint i = 0; i < options->n_counts; i++)
    gtk_string_list_take (list, psc_exercise_dup_answer (self->exercise, i));

  if (former == NULL ||
      g_list_model_get_n_items (former) != options->n_counts + 1)
    selected = 0;
  adw_combo_row_set_model (self->counts, G_LIST_MODEL (list));
  adw_combo_row_set_selected (self->counts, selected);
}

/* Another prediction begins with nothing chosen. */
static void
forget_answer (PscPredictionBox *self)
{
  psc_prediction_curve_reset (self->curve);
  adw_combo_row_set_selected (self->counts, 0);
  gtk_check_button_set_active (self->answer_none, TRUE);
  gtk_editable_set_text (GTK_EDITABLE (self->reason), "");
}

static void
show_question (PscPredictionBox *self)
{
  PscExerciseKind kind = psc_exercise_get_kind (self->exercise);

  adw_preferences_group_set_description (
    self->ask, psc_exercise_kind_get_prompt (kind));
  gtk_widget_set_visible (GTK_WIDGET (self->counts), asks_for_count (self));
  gtk_widget_set_visible (self->curve_row, asks_for_count (self));
  if (asks_for_count (self))
    {
      fill_counts (self);
      psc_prediction_curve_set_options (
        self->curve, psc_exercise_get_options (self->exercise));
    }

  for (guint i = 0; i < MAX_ANSWERS; i++)
    {
      const char *answer = psc_exercise_kind_get_answer (kind, i);

      gtk_widget_set_visible (self->answer_rows[i], answer != NULL);
      if (answer == NULL)
        continue;

      adw_preferences_row_set_title (
        ADW_PREFERENCES_ROW (self->answer_rows[i]), answer);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->answers[i]),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, answer,
                                      -1);
    }

  changed_cb (self);
}

static void
show_judgement (PscPredictionBox *self)
{
  g_autofree char *detail = NULL;
  g_autofree char *title = psc_exercise_dup_judgement (self->exercise, &detail);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->judgement_row),
                                 title);
  adw_action_row_set_subtitle (self->judgement_row, detail);
}

static void
show_prediction (PscPredictionBox    *self,
                 const PscPrediction *prediction)
{
  gboolean measured = psc_exercise_get_state (self->exercise) ==
                      PSC_EXERCISE_MEASURED;
  g_autofree char *answer =
    psc_exercise_dup_answer (self->exercise, prediction->choice);
  g_autofree char *reason = NULL;

  /* Translators: what the learner wrote. */
  reason = g_strdup_printf (_("Because “%s”"), prediction->reason);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->locked_row),
                                 answer);
  adw_action_row_set_subtitle (self->locked_row, reason);

  gtk_widget_set_visible (GTK_WIDGET (self->judgement_row), measured);
  if (measured)
    show_judgement (self);
}

/* Without a prediction there is nothing to say once it has been measured. */
static void
show_exercise (PscPredictionBox *self)
{
  const PscPrediction *prediction =
    psc_exercise_get_prediction (self->exercise);
  gboolean open = psc_exercise_get_state (self->exercise) == PSC_EXERCISE_OPEN;

  gtk_widget_set_visible (GTK_WIDGET (self), prediction != NULL || open);
  gtk_stack_set_visible_child_name (self->stack,
                                    prediction != NULL ? "locked" : "ask");
  if (prediction != NULL)
    {
      forget_answer (self);
      show_prediction (self, prediction);
    }
  else if (open)
    {
      show_question (self);
    }
}

static void
drop_exercise (PscPredictionBox *self)
{
  if (self->exercise != NULL)
    g_signal_handlers_disconnect_by_data (self->exercise, self);
  g_clear_object (&self->exercise);
}

static void
psc_prediction_box_dispose (GObject *object)
{
  PscPredictionBox *self = PSC_PREDICTION_BOX (object);

  drop_exercise (self);

  /* The template would unparent the stack, and the bin once more. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PSC_TYPE_PREDICTION_BOX);

  G_OBJECT_CLASS (psc_prediction_box_parent_class)->dispose (object);
}

static void
psc_prediction_box_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  PscPredictionBox *self = PSC_PREDICTION_BOX (object);

  switch ((PscPredictionBoxProperty) prop_id)
    {
    case PROP_EXERCISE:
      g_value_set_object (value, psc_prediction_box_get_exercise (self));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      break;
    }
}

static void
psc_prediction_box_set_property (GObject      *object,
                                 guint         prop_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  PscPredictionBox *self = PSC_PREDICTION_BOX (object);

  switch ((PscPredictionBoxProperty) prop_id)
    {
    case PROP_EXERCISE:
      psc_prediction_box_set_exercise (self, g_value_get_object (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      break;
    }
}

static void
bind_answers (GtkWidgetClass *widget_class)
{
  for (guint i = 0; i < MAX_ANSWERS; i++)
    {
      g_autofree char *row = g_strdup_printf ("answer_row_%u", i);
      g_autofree char *answer = g_strdup_printf ("answer_%u", i);

      gtk_widget_class_bind_template_child_full (
        widget_class, row, FALSE,
        G_STRUCT_OFFSET (PscPredictionBox, answer_rows) +
        i * sizeof (GtkWidget *));
      gtk_widget_class_bind_template_child_full (
        widget_class, answer, FALSE,
        G_STRUCT_OFFSET (PscPredictionBox, answers) +
        i * sizeof (GtkCheckButton *));
    }
}

static void
psc_prediction_box_class_init (PscPredictionBoxClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = psc_prediction_box_dispose;
  object_class->get_property = psc_prediction_box_get_property;
  object_class->set_property = psc_prediction_box_set_property;

  properties[PROP_EXERCISE] =
    g_param_spec_object ("exercise", NULL, NULL, PSC_TYPE_EXERCISE,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                         G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties),
                                     properties);

  g_type_ensure (PSC_TYPE_PREDICTION_CURVE);
  gtk_widget_class_set_template_from_resource (
    widget_class, PSC_RESOURCE_BASE "psc-prediction-box.ui");
  gtk_widget_class_bind_template_child (widget_class, PscPredictionBox, stack);
  gtk_widget_class_bind_template_child (widget_class, PscPredictionBox, ask);
  gtk_widget_class_bind_template_child (widget_class, PscPredictionBox, counts);
  gtk_widget_class_bind_template_child (widget_class, PscPredictionBox, curve);
  gtk_widget_class_bind_template_child (widget_class, PscPredictionBox,
                                        curve_row);
  gtk_widget_class_bind_template_child (widget_class, PscPredictionBox,
                                        answer_none);
  gtk_widget_class_bind_template_child (widget_class, PscPredictionBox, reason);
  gtk_widget_class_bind_template_child (widget_class, PscPredictionBox, lock);
  gtk_widget_class_bind_template_child (widget_class, PscPredictionBox,
                                        locked_row);
  gtk_widget_class_bind_template_child (widget_class, PscPredictionBox,
                                        judgement_row);
  bind_answers (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, lock_cb);
}

static void
psc_prediction_box_init (PscPredictionBox *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * psc_prediction_box_new:
 *
 * Makes a box without an exercise.
 */
GtkWidget *
psc_prediction_box_new (void)
{
  return g_object_new (PSC_TYPE_PREDICTION_BOX, NULL);
}

/**
 * psc_prediction_box_get_exercise:
 *
 * Returns: (transfer none) (nullable): the exercise
 */
PscExercise *
psc_prediction_box_get_exercise (PscPredictionBox *self)
{
  g_return_val_if_fail (PSC_IS_PREDICTION_BOX (self), NULL);

  return self->exercise;
}

/**
 * psc_prediction_box_set_exercise:
 * @exercise: (nullable): the exercise
 *
 * Sets what is predicted; follows it from then on.
 */
void
psc_prediction_box_set_exercise (PscPredictionBox *self,
                                 PscExercise      *exercise)
{
  g_return_if_fail (PSC_IS_PREDICTION_BOX (self));
  g_return_if_fail (exercise == NULL || PSC_IS_EXERCISE (exercise));

  if (exercise == self->exercise)
    return;

  drop_exercise (self);
  if (exercise != NULL)
    {
      self->exercise = g_object_ref (exercise);
      forget_answer (self);
      g_signal_connect_swapped (exercise, "changed",
                                G_CALLBACK (show_exercise), self);
      show_exercise (self);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EXERCISE]);
}
