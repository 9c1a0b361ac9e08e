/* psc-history-entry.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-history-entry"

#include "config.h"

#include <math.h>

#include "psc-history-row-private.h"

struct _PscHistoryEntry
{
  GObject        parent_instance;

  /* Owned */
  PscHistoryRow *row;
  PscHistoryKey *key;
};

G_DEFINE_FINAL_TYPE (PscHistoryEntry, psc_history_entry, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_ID,
  PROP_NAME,
  PROP_NOTE,
  PROP_STATE,
  PROP_N_ENDED,
  PROP_WALL_NS,
  PROP_OCCUPANCY,
  PROP_SKETCH,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
psc_history_entry_get_property (GObject    *object,
                                guint       property_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  PscHistoryEntry *self = PSC_HISTORY_ENTRY (object);

  switch (property_id)
    {
    case PROP_ID:
      g_value_set_int64 (value, self->row->id);
      break;

    case PROP_NAME:
      g_value_set_string (value, self->row->name);
      break;

    case PROP_NOTE:
      g_value_set_string (value, self->row->note);
      break;

    case PROP_STATE:
      g_value_set_uint (value, self->row->state);
      break;

    case PROP_N_ENDED:
      g_value_set_uint (value, psc_history_entry_get_n_ended (self));
      break;

    case PROP_WALL_NS:
      g_value_set_int64 (value, self->row->wall_ns);
      break;

    case PROP_OCCUPANCY:
      g_value_set_double (value, self->row->occupancy);
      break;

    case PROP_SKETCH:
      g_value_set_boxed (value, self->row->sketch);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
      break;
    }
}

static void
psc_history_entry_finalize (GObject *object)
{
  PscHistoryEntry *self = PSC_HISTORY_ENTRY (object);

  g_clear_pointer (&self->row, _psc_history_row_free);
  g_clear_pointer (&self->key, _psc_history_key_unref);

  G_OBJECT_CLASS (psc_history_entry_parent_class)->finalize (object);
}

static void
psc_history_entry_class_init (PscHistoryEntryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = psc_history_entry_get_property;
  object_class->finalize = psc_history_entry_finalize;

  properties[PROP_ID] =
    g_param_spec_int64 ("id", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_NAME] =
    g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_NOTE] =
    g_param_spec_string ("note", NULL, NULL, NULL, flags);
  properties[PROP_STATE] =
    g_param_spec_uint ("state", NULL, NULL, 0, PSC_HISTORY_UNFINISHED, 0,
                       flags);
  properties[PROP_N_ENDED] =
    g_param_spec_uint ("n-ended", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_WALL_NS] =
    g_param_spec_int64 ("wall-ns", NULL, NULL, G_MININT64, G_MAXINT64,
                        PSC_NEVER, flags);
  properties[PROP_OCCUPANCY] =
    g_param_spec_double ("occupancy", NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE,
                         0., flags);
  properties[PROP_SKETCH] =
    g_param_spec_boxed ("sketch", NULL, NULL, G_TYPE_BYTES, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
psc_history_entry_init (PscHistoryEntry *self)
{
}

static void
notify (PscHistoryEntry *self,
        guint            property,
        gboolean         has_changed)
{
  if (has_changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

/**
 * _psc_history_entry_new:
 * @row: (transfer full): what it shows
 *
 * Makes an entry.
 */
PscHistoryEntry *
_psc_history_entry_new (PscHistoryRow *row,
                        PscHistoryKey *key)
{
  PscHistoryEntry *self = g_object_new (PSC_TYPE_HISTORY_ENTRY, NULL);

  self->row = row;
  self->key = _psc_history_key_ref (key);

  return self;
}

/**
 * _psc_history_entry_get_key:
 *
 * Returns: (transfer none): what stands for it in every thread
 */
PscHistoryKey *
_psc_history_entry_get_key (PscHistoryEntry *self)
{
  return self->key;
}

static guint
count_ended (const PscHistoryRow *row)
{
  guint sum = 0;

  for (guint i = PSC_OUTCOME_OK; i < PSC_N_OUTCOMES; i++)
    sum += row->n_outcomes[i];

  return sum;
}

static gboolean
is_same_sketch (GBytes *a,
                GBytes *b)
{
  return a == b || (a != NULL && b != NULL && g_bytes_equal (a, b));
}

/**
 * _psc_history_entry_take_row:
 * @row: (transfer full): what it shows now
 * @is_edited: whether the texts are newer here
 *
 * Shows another row, and tells what is different.
 */
void
_psc_history_entry_take_row (PscHistoryEntry *self,
                             PscHistoryRow   *row,
                             gboolean         is_edited)
{
  g_autoptr (PscHistoryRow) old = self->row;
  double difference;

  if (is_edited)
    {
      g_free (row->name);
      g_free (row->note);
      row->name = g_strdup (old->name);
      row->note = g_strdup (old->note);
    }
  self->row = row;
  difference = old->occupancy - row->occupancy;

  g_object_freeze_notify (G_OBJECT (self));
  notify (self, PROP_ID, old->id != row->id);
  notify (self, PROP_NAME, g_strcmp0 (old->name, row->name) != 0);
  notify (self, PROP_NOTE, g_strcmp0 (old->note, row->note) != 0);
  notify (self, PROP_STATE, old->state != row->state);
  notify (self, PROP_N_ENDED, count_ended (old) != count_ended (row));
  notify (self, PROP_WALL_NS, old->wall_ns != row->wall_ns);
  notify (self, PROP_OCCUPANCY,
          isnan (difference) ? isnan (old->occupancy) != isnan (row->occupancy)
                             : fabs (difference) > 0.);
  notify (self, PROP_SKETCH, !is_same_sketch (old->sketch, row->sketch));
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * _psc_history_entry_follow:
 * @run: the run that it is about
 *
 * Shows how far the run has come: the database is a little behind.
 */
void
_psc_history_entry_follow (PscHistoryEntry *self,
                           PscRun          *run)
{
  guint n_ended = count_ended (self->row);

  for (guint i = PSC_OUTCOME_OK; i < PSC_N_OUTCOMES; i++)
    self->row->n_outcomes[i] = psc_run_get_n_outcome (run, i);
  notify (self, PROP_N_ENDED, n_ended != count_ended (self->row));
}

/**
 * _psc_history_entry_set_texts:
 * @name: (nullable): what the user calls it
 * @note: (nullable): what the user says of it
 *
 * Shows what is on its way to the database.
 */
void
_psc_history_entry_set_texts (PscHistoryEntry *self,
                              const char      *name,
                              const char      *note)
{
  g_autofree char *old_name = g_steal_pointer (&self->row->name);
  g_autofree char *old_note = g_steal_pointer (&self->row->note);

  self->row->name = g_strdup (name);
  self->row->note = g_strdup (note);
  notify (self, PROP_NAME, g_strcmp0 (old_name, name) != 0);
  notify (self, PROP_NOTE, g_strcmp0 (old_note, note) != 0);
}

/**
 * psc_history_entry_get_id:
 *
 * The number by which it can be asked for; 0 while it is not in the database.
 * No two entries ever have the same.
 */
gint64
psc_history_entry_get_id (PscHistoryEntry *self)
{
  g_return_val_if_fail (PSC_IS_HISTORY_ENTRY (self), 0);

  return self->row->id;
}

/**
 * psc_history_entry_get_kind:
 *
 * Whether it is a run or an exercise.
 */
PscHistoryKind
psc_history_entry_get_kind (PscHistoryEntry *self)
{
  g_return_val_if_fail (PSC_IS_HISTORY_ENTRY (self), PSC_HISTORY_RUN);

  return g_str_equal (self->row->kind, "run") ? PSC_HISTORY_RUN
                                              : PSC_HISTORY_EXERCISE;
}

/**
 * psc_history_entry_get_exercise:
 *
 * Which exercise it is, of an entry that is one.
 */
PscExerciseKind
psc_history_entry_get_exercise (PscHistoryEntry *self)
{
  PscExerciseKind kind = PSC_EXERCISE_WORKERS;

  g_return_val_if_fail (PSC_IS_HISTORY_ENTRY (self), kind);

  psc_exercise_kind_from_string (self->row->kind, &kind);

  return kind;
}

/**
 * psc_history_entry_get_name:
 *
 * Returns: (transfer none) (nullable): what the user calls it
 */
const char *
psc_history_entry_get_name (PscHistoryEntry *self)
{
  g_return_val_if_fail (PSC_IS_HISTORY_ENTRY (self), NULL);

  return self->row->name;
}

/**
 * psc_history_entry_get_note:
 *
 * Returns: (transfer none) (nullable): what the user says of it
 */
const char *
psc_history_entry_get_note (PscHistoryEntry *self)
{
  g_return_val_if_fail (PSC_IS_HISTORY_ENTRY (self), NULL);

  return self->row->note;
}

/**
 * psc_history_entry_get_started:
 *
 * Returns: (transfer none): when it was begun, for labels and for the order
 */
GDateTime *
psc_history_entry_get_started (PscHistoryEntry *self)
{
  g_return_val_if_fail (PSC_IS_HISTORY_ENTRY (self), NULL);

  return self->row->started;
}

/**
 * psc_history_entry_get_directory:
 *
 * Returns: (transfer none): the absolute path of the directory
 */
const char *
psc_history_entry_get_directory (PscHistoryEntry *self)
{
  g_return_val_if_fail (PSC_IS_HISTORY_ENTRY (self), NULL);

  return self->row->directory;
}

/**
 * psc_history_entry_get_settings:
 *
 * Returns: (transfer none): how it was made; they may come from anywhere, and
 *   what they say must not be executed
 */
const PscSettings *
psc_history_entry_get_settings (PscHistoryEntry *self)
{
  g_return_val_if_fail (PSC_IS_HISTORY_ENTRY (self), NULL);

  return self->row->settings;
}

/**
 * psc_history_entry_get_n_files:
 *
 * How many files it is about.
 */
guint
psc_history_entry_get_n_files (PscHistoryEntry *self)
{
  g_return_val_if_fail (PSC_IS_HISTORY_ENTRY (self), 0);

  return self->row->n_files;
}

/**
 * psc_history_entry_get_n_ended:
 *
 * How many files have their outcome; of an exercise none has.
 */
guint
psc_history_entry_get_n_ended (PscHistoryEntry *self)
{
  g_return_val_if_fail (PSC_IS_HISTORY_ENTRY (self), 0);

  return count_ended (self->row);
}

/**
 * psc_history_entry_get_n_outcome:
 *
 * How many files have this outcome; for %PSC_OUTCOME_NONE, how many have none.
 */
guint
psc_history_entry_get_n_outcome (PscHistoryEntry *self,
                                 PscOutcome       outcome)
{
  g_return_val_if_fail (PSC_IS_HISTORY_ENTRY (self), 0);
  g_return_val_if_fail (outcome < PSC_N_OUTCOMES, 0);

  if (outcome == PSC_OUTCOME_NONE)
    return self->row->n_files - count_ended (self->row);

  return self->row->n_outcomes[outcome];
}

/**
 * psc_history_entry_get_state:
 *
 * Whether it goes on, or how it ended.
 */
PscHistoryState
psc_history_entry_get_state (PscHistoryEntry *self)
{
  g_return_val_if_fail (PSC_IS_HISTORY_ENTRY (self), PSC_HISTORY_RUNNING);

  return self->row->state;
}

/**
 * psc_history_entry_get_wall_ns:
 *
 * How long it took; %PSC_NEVER while it goes on.
 */
gint64
psc_history_entry_get_wall_ns (PscHistoryEntry *self)
{
  g_return_val_if_fail (PSC_IS_HISTORY_ENTRY (self), PSC_NEVER);

  return self->row->wall_ns;
}

/**
 * psc_history_entry_get_occupancy:
 *
 * The run's occupancy; %NAN where there is none.
 */
double
psc_history_entry_get_occupancy (PscHistoryEntry *self)
{
  g_return_val_if_fail (PSC_IS_HISTORY_ENTRY (self), NAN);

  return self->row->occupancy;
}

/**
 * psc_history_entry_get_sketch:
 *
 * Returns: (transfer none) (nullable): the run as a small picture, see
 *   psc_sketch_get_n_rows()
 */
GBytes *
psc_history_entry_get_sketch (PscHistoryEntry *self)
{
  g_return_val_if_fail (PSC_IS_HISTORY_ENTRY (self), NULL);

  return self->row->sketch;
}
