/* psc-run-list.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-run-list"

#include "config.h"

#include "psc-losses.h"
#include "psc-run-list.h"

/* What an eye still finds in a menu, and about half a gigabyte of records. */
#define MAX_RUNS 20
#define MAX_TASKS 2000000

struct _PscRunList
{
  GObject    parent_instance;

  /* Owned */
  GPtrArray *runs; /* of PscRun, the newest first */
};

static GType
psc_run_list_get_item_type (GListModel *model)
{
  return PSC_TYPE_RUN;
}

static guint
psc_run_list_get_n_items (GListModel *model)
{
  return PSC_RUN_LIST (model)->runs->len;
}

static gpointer
psc_run_list_get_item (GListModel *model,
                       guint       position)
{
  GPtrArray *runs = PSC_RUN_LIST (model)->runs;

  if (position >= runs->len)
    return NULL;

  return g_object_ref (g_ptr_array_index (runs, position));
}

static void
psc_run_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = psc_run_list_get_item_type;
  iface->get_n_items = psc_run_list_get_n_items;
  iface->get_item = psc_run_list_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (PscRunList, psc_run_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      psc_run_list_model_init))

static gboolean
has_same_names (PscListing *a,
                PscListing *b)
{
  guint n_files = psc_listing_get_n_files (a);

  if (a == b)
    return TRUE;
  if (n_files != psc_listing_get_n_files (b) ||
      !g_str_equal (psc_listing_get_directory (a),
                    psc_listing_get_directory (b)))
    return FALSE;

  for (guint i = 0; i < n_files; i++)
    if (!g_str_equal (psc_listing_get_name (a, i),
                      psc_listing_get_name (b, i)))
      return FALSE;

  return TRUE;
}

static gboolean
is_too_much (PscRunList *self)
{
  guint64 n_tasks = 0;

  for (guint i = 0; i < self->runs->len; i++)
    n_tasks += psc_run_get_n_tasks (g_ptr_array_index (self->runs, i));

  return self->runs->len > MAX_RUNS || n_tasks > MAX_TASKS;
}

static void
psc_run_list_finalize (GObject *object)
{
  g_ptr_array_unref (PSC_RUN_LIST (object)->runs);

  G_OBJECT_CLASS (psc_run_list_parent_class)->finalize (object);
}

static void
psc_run_list_class_init (PscRunListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = psc_run_list_finalize;
}

static void
psc_run_list_init (PscRunList *self)
{
  self->runs = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * psc_run_list_new:
 *
 * Makes a list without a run.
 */
PscRunList *
psc_run_list_new (void)
{
  return g_object_new (PSC_TYPE_RUN_LIST, NULL);
}

/**
 * psc_run_list_add:
 * @run: the newest run
 * @kept: (nullable): a run that must not go
 *
 * Puts a run at the top, and lets the oldest go when there are too many, or
 * too many tasks in them.
 */
void
psc_run_list_add (PscRunList *self,
                  PscRun     *run,
                  PscRun     *kept)
{
  guint position;

  g_return_if_fail (PSC_IS_RUN_LIST (self));
  g_return_if_fail (PSC_IS_RUN (run));

  psc_run_list_insert (self, 0, run);
  for (position = self->runs->len - 1; position > 0; position--)
    {
      if (!is_too_much (self))
        return;
      if (g_ptr_array_index (self->runs, position) != kept)
        psc_run_list_remove (self, position);
    }
}

/**
 * psc_run_list_insert:
 * @position: up to the number of runs
 *
 * Puts a run back where it was.
 */
void
psc_run_list_insert (PscRunList *self,
                     guint       position,
                     PscRun     *run)
{
  g_return_if_fail (PSC_IS_RUN_LIST (self));
  g_return_if_fail (PSC_IS_RUN (run));
  g_return_if_fail (position <= self->runs->len);

  g_ptr_array_insert (self->runs, (int) position, g_object_ref (run));
  g_list_model_items_changed (G_LIST_MODEL (self), position, 0, 1);
}

/**
 * psc_run_list_remove:
 *
 * Lets the run at a position go.
 */
void
psc_run_list_remove (PscRunList *self,
                     guint       position)
{
  g_return_if_fail (PSC_IS_RUN_LIST (self));
  g_return_if_fail (position < self->runs->len);

  g_ptr_array_remove_index (self->runs, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
}

/**
 * psc_run_list_find:
 * @run: (nullable): any run
 * @position: (out): where it is
 *
 * Returns: whether it is in the list
 */
gboolean
psc_run_list_find (PscRunList *self,
                   PscRun     *run,
                   guint      *position)
{
  g_return_val_if_fail (PSC_IS_RUN_LIST (self), FALSE);
  g_return_val_if_fail (position != NULL, FALSE);

  return g_ptr_array_find (self->runs, run, position);
}

/* A run that was read again may be one of another machine. */
static gboolean
has_same_machine (PscRun *a,
                  PscRun *b)
{
  const PscMachine *machine_a = psc_run_get_machine (a);
  const PscMachine *machine_b = psc_run_get_machine (b);

  return machine_a->cpus_usable == machine_b->cpus_usable &&
         g_strcmp0 (machine_a->cpu_model, machine_b->cpu_model) == 0 &&
         g_strcmp0 (machine_a->kernel, machine_b->kernel) == 0;
}

/**
 * psc_run_list_find_one_worker:
 * @run: a run
 * @figures: (out caller-allocates): the figures of a run with one worker
 *
 * What @run is to be compared with: the newest run with one worker that was
 * made on the same machine with the same settings over the same files, if
 * neither was cut short.
 *
 * Returns: whether there is such a run
 */
gboolean
psc_run_list_find_one_worker (PscRunList *self,
                              PscRun     *run,
                              PscFigures *figures)
{
  g_autoptr (PscSettings) settings = NULL;

  g_return_val_if_fail (PSC_IS_RUN_LIST (self), FALSE);
  g_return_val_if_fail (PSC_IS_RUN (run), FALSE);
  g_return_val_if_fail (figures != NULL, FALSE);

  if (!psc_run_list_is_whole (run))
    return FALSE;

  settings = psc_settings_copy (psc_run_get_settings (run));
  settings->workers = 1;
  for (guint i = 0; i < self->runs->len; i++)
    {
      PscRun *one = g_ptr_array_index (self->runs, i);

      if (psc_run_list_is_whole (one) && has_same_machine (run, one) &&
          psc_settings_equal (settings, psc_run_get_settings (one)) &&
          has_same_names (psc_run_get_listing (run),
                          psc_run_get_listing (one)))
        {
          psc_figures_read (one, figures);
          return TRUE;
        }
    }

  return FALSE;
}

/**
 * psc_run_list_is_whole:
 *
 * Returns: whether a run got through all its files: only then is its wall
 *   time one to compare with
 */
gboolean
psc_run_list_is_whole (PscRun *run)
{
  g_return_val_if_fail (PSC_IS_RUN (run), FALSE);

  return psc_run_get_state (run) == PSC_RUN_ENDED &&
         psc_run_get_error (run) == NULL &&
         psc_losses_count (run) == 0 &&
         psc_run_get_slept_ns (run) == 0 &&
         psc_run_get_n_silences (run) == 0 &&
         psc_run_get_n_outcome (run, PSC_OUTCOME_STOPPED) == 0;
}
