/* test-timeline-faults.c: what the chart says of workers in trouble
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "psc-test-app.h"
#include "psc-test-run.h"
#include "psc-timeline-private.h"
#include "psc-timeline.h"

#define MS   G_GINT64_CONSTANT (1000000)
#define NBSP "\302\240"

/* The text of what is at a moment on the row of a task. */
static char *
dup_text (PscTimeline *timeline,
          guint        task,
          gint64       time_ns)
{
  PscScene *scene = psc_timeline_get_scene (timeline);
  PscTimeScale *scale = psc_scene_get_scale (scene);
  PscRect rect, plot;
  PscHit hit;

  g_assert_true (psc_scene_get_task_rect (scene, task, &rect));
  psc_scene_get_plot (scene, &plot);
  psc_scene_pick (scene,
                  time_ns == PSC_NEVER ? plot.x - 10.
                                       : psc_time_scale_to_px (scale, time_ns),
                  rect.y + rect.height / 2, &hit);

  return _psc_timeline_dup_hit_text (timeline, &hit);
}

static void
check_text (PscTimeline *timeline,
            guint        task,
            gint64       time_ns,
            const char  *expected)
{
  g_autofree char *text = dup_text (timeline, task, time_ns);

  g_assert_cmpstr (text, ==, expected);
}

/* A worker that died is named where it did, and on its lane's name. */
static void
test_death (void)
{
  g_autoptr (PscRun) run = psc_test_run_new_death (MS);
  PscTimeline *timeline =
    PSC_TIMELINE (g_object_ref_sink (psc_timeline_new ()));
  GtkWidget *window = psc_test_present (GTK_WIDGET (timeline), 800, 300);
  g_autofree char *mismatch = NULL;

  psc_timeline_set_run (timeline, run);
  psc_test_wait_for_frame (GTK_WIDGET (timeline));
  check_text (timeline, 1, 15 * MS,
              "file-000001 · 10.0" NBSP "ms\nits worker died\n"
              "worker 1 was killed (SIGKILL)");
  check_text (timeline, 1, 22 * MS,
              "restart · 5.00" NBSP "ms\n"
              "The worker was gone and the next one not ready yet.\n"
              "worker 1 was killed (SIGKILL)");
  check_text (timeline, 1, PSC_NEVER, "worker 1 was killed (SIGKILL)");
  check_text (timeline, 2, PSC_NEVER, NULL);

  mismatch = gtk_test_accessible_check_property (
    GTK_ACCESSIBLE (timeline), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
    "2 workers, 4 files, 40.0" NBSP "ms; worker 1 was killed (SIGKILL)");
  g_assert_cmpstr (mismatch, ==, NULL);

  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (timeline);
}

/* The file that a silent worker holds says so, until it is heard again. */
static void
test_silence (void)
{
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_PROCESS, 1, 2);
  PscRecorder *recorder = psc_run_get_recorder (run);
  PscTimeline *timeline =
    PSC_TIMELINE (g_object_ref_sink (psc_timeline_new ()));
  GtkWidget *window = psc_test_present (GTK_WIDGET (timeline), 800, 300);
  guint worker = psc_test_run_add_worker (run, 1, 0, MS, PSC_NEVER);
  g_autofree char *before = NULL;
  g_autofree char *during = NULL;
  g_autofree char *after = NULL;

  psc_test_run_add_task (run, 0, 1, worker, 1, 2 * MS, 10 * MS);
  psc_recorder_task_begun (recorder, 1, 1, 10 * MS);
  psc_run_take_batch (run);
  psc_timeline_set_run (timeline, run);
  psc_test_wait_for_frame (GTK_WIDGET (timeline));
  before = dup_text (timeline, 1, psc_run_get_wall_ns (run) / 2);
  g_assert_true (g_str_has_prefix (before, "file-000001 · in hand for "));
  g_assert_false (g_str_has_suffix (before, "does not answer"));

  psc_recorder_worker_silent (recorder, worker, 20 * MS, FALSE);
  psc_run_take_batch (run);
  during = dup_text (timeline, 1, psc_run_get_wall_ns (run) / 2);
  g_assert_true (g_str_has_suffix (during, "\nworker 1 does not answer"));

  psc_recorder_worker_heard (recorder, worker, 70 * MS);
  psc_test_run_add_task (run, 1, 1, worker, 1, 10 * MS, 90 * MS);
  psc_test_run_end (run, 10 * MS);
  psc_test_wait_for_frame (GTK_WIDGET (timeline));
  after = dup_text (timeline, 1, 40 * MS);
  g_assert_nonnull (strstr (after, "\nworker 1 gave no sign for 50.0"));

  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (timeline);
}

int
main (int    argc,
      char **argv)
{
  if (!psc_test_app_init (&argc, &argv))
    return 0;

  g_test_add_func ("/timeline-faults/death", test_death);
  g_test_add_func ("/timeline-faults/silence", test_silence);

  return g_test_run ();
}
