/* test-trace-events.c: a trace with a track for each lane
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <json-glib/json-glib.h>
#include <math.h>

#include "psc-test-run.h"
#include "psc-test-store.h"
#include "psc-trace-events.h"

static JsonArray *
get_events (JsonNode *root)
{
  return json_object_get_array_member (json_node_get_object (root),
                                       "traceEvents");
}

/* The nanoseconds of a member in microseconds. */
static gint64
get_ns (JsonObject *event,
        const char *member)
{
  return llround (json_object_get_double_member (event, member) * 1e3);
}

static gboolean
has_category (JsonObject *event,
              const char *category)
{
  return g_strcmp0 (json_object_get_string_member_with_default (event, "cat",
                                                                NULL),
                    category) == 0;
}

static JsonObject *
find_event (JsonArray  *events,
            const char *category,
            const char *name,
            gint64      ts_ns)
{
  for (guint i = 0; i < json_array_get_length (events); i++)
    {
      JsonObject *event = json_array_get_object_element (events, i);

      if (has_category (event, category) &&
          g_str_equal (json_object_get_string_member (event, "name"), name) &&
          get_ns (event, "ts") == ts_ns)
        return event;
    }

  g_error ("no event “%s” of “%s” at %" G_GINT64_FORMAT, name, category,
           ts_ns);
}

static JsonObject *
get_args (JsonObject *event)
{
  return json_object_get_object_member (event, "args");
}

static void
test_known (void)
{
  g_autoptr (PscRun) run = psc_test_store_run_new ();
  g_autoptr (JsonNode) root = psc_test_store_parse (psc_trace_events_write, run);
  JsonArray *events = get_events (root);
  JsonObject *event;

  event = find_event (events, "task", "plain.txt", 1000);
  g_assert_cmpstr (json_object_get_string_member (event, "ph"), ==, "X");
  g_assert_cmpint (get_ns (event, "dur"), ==, 100);
  g_assert_cmpint (json_object_get_int_member (event, "tid"), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (get_args (event), "outcome"),
                   ==, "ok");
  g_assert_cmpstr (json_object_get_string_member (get_args (event), "file"),
                   ==, "file:///test%20dir/plain.txt");

  event = find_event (events, "step", "compute", 1051);
  g_assert_cmpint (get_ns (event, "dur"), ==, 9);
  g_assert_cmpfloat (json_object_get_double_member (get_args (event), "value"),
                     ==, -1473.6327961234567);

  /* The step in which the worker died lasts as long as its task. */
  event = find_event (events, "step", "compute", 1350);
  g_assert_cmpint (get_ns (event, "dur"), ==, 50);
  g_assert_cmpint (json_object_get_int_member (event, "tid"), ==, 2);

  event = find_event (events, "task", "caf\\xe9\\xff", 1200);
  g_assert_cmpint (get_ns (event, "dur"), ==, 100);

  event = find_event (events, "pool", "start", 0);
  g_assert_cmpint (get_ns (event, "dur"), ==, 900);
  event = find_event (events, "worker", "worker ready", 900);
  g_assert_cmpint (json_object_get_int_member (get_args (event), "id"), ==,
                   1001);
  find_event (events, "worker", "worker silent", 1310);
  find_event (events, "worker", "worker stopped", 1210);
  event = find_event (events, "worker", "worker heard again", 1250);
  g_assert_cmpfloat (json_object_get_double_member (get_args (event),
                                                    "silent_us"), ==, .04);
  event = find_event (events, "worker", "worker ended", 1400);
  g_assert_cmpint (json_object_get_int_member (get_args (event), "signal"),
                   ==, 11);
}

static void
test_tracks (void)
{
  g_autoptr (PscRun) run = psc_test_run_new_random (3, 5, 10);
  g_autoptr (JsonNode) root = psc_test_store_parse (psc_trace_events_write, run);
  JsonArray *events = get_events (root);
  gboolean seen[6] = { FALSE, };

  for (guint i = 0; i < json_array_get_length (events); i++)
    {
      JsonObject *event = json_array_get_object_element (events, i);
      gint64 lane = json_object_get_int_member (event, "tid");
      g_autofree char *name =
        g_strdup_printf ("Lane %" G_GINT64_FORMAT, lane);

      if (!g_str_equal (json_object_get_string_member (event, "name"),
                        "thread_name"))
        continue;

      g_assert_cmpstr (json_object_get_string_member (event, "ph"), ==, "M");
      g_assert_cmpstr (json_object_get_string_member (get_args (event),
                                                      "name"), ==, name);
      g_assert_false (seen[lane]);
      seen[lane] = TRUE;
    }
  for (guint lane = 1; lane <= 5; lane++)
    g_assert_true (seen[lane]);
}

/* On a track, an event lies inside the one before or behind it: only then
 * does a viewer put steps below their task. */
static void
test_nesting (void)
{
  for (guint32 seed = 0; seed < 20; seed++)
    {
      g_autoptr (PscRun) run = psc_test_run_new_random (seed, 3, 100);
      g_autoptr (JsonNode) root = psc_test_store_parse (psc_trace_events_write, run);
      JsonArray *events = get_events (root);
      gint64 free_ns[4] = { 0, }, task_end_ns[4] = { 0, };
      guint n_tasks = 0;

      for (guint i = 0; i < json_array_get_length (events); i++)
        {
          JsonObject *event = json_array_get_object_element (events, i);
          gint64 lane = json_object_get_int_member (event, "tid");
          gint64 begin_ns, end_ns;

          if (!g_str_equal (json_object_get_string_member (event, "ph"), "X"))
            continue;

          begin_ns = get_ns (event, "ts");
          end_ns = begin_ns + get_ns (event, "dur");
          g_assert_cmpint (begin_ns, >=, free_ns[lane]);
          if (has_category (event, "task"))
            {
              n_tasks++;
              g_assert_cmpint (begin_ns, >=, task_end_ns[lane]);
              free_ns[lane] = begin_ns;
              task_end_ns[lane] = end_ns;
            }
          else
            {
              free_ns[lane] = end_ns;
              if (has_category (event, "step"))
                g_assert_cmpint (end_ns, <=, task_end_ns[lane]);
              else
                g_assert_cmpint (begin_ns, >=, task_end_ns[lane]);
            }
        }
      g_assert_cmpuint (n_tasks, ==, 100);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/trace-events/known", test_known);
  g_test_add_func ("/trace-events/tracks", test_tracks);
  g_test_add_func ("/trace-events/nesting", test_nesting);

  return g_test_run ();
}
