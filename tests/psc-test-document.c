/* psc-test-document.c: what holds for every run document
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "psc-test-cli.h"

/* A task's time on its lane. */
typedef struct
{
  gint64 start_ns;
  gint64 end_ns;
} Bar;

static JsonArray *
get_array (JsonNode   *document,
           const char *member)
{
  return json_object_get_array_member (json_node_get_object (document),
                                       member);
}

static JsonObject *
get_object (JsonNode   *document,
            const char *member)
{
  return json_object_get_object_member (json_node_get_object (document),
                                        member);
}

static guint
get_n_lanes (JsonNode *document)
{
  return (guint) json_object_get_int_member (get_object (document, "settings"),
                                             "workers");
}

/* Task @index, from 0. */
JsonObject *
psc_test_document_get_task (JsonNode *document,
                            guint     index)
{
  return json_array_get_object_element (get_array (document, "tasks"), index);
}

/* The task of the file whose URI ends in @name. */
JsonObject *
psc_test_document_find_task (JsonNode   *document,
                             const char *name)
{
  JsonArray *tasks = get_array (document, "tasks");
  g_autofree char *path = g_strconcat ("/", name, NULL);
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  const char *end = uri + strlen ("file://");

  for (guint i = 0; i < json_array_get_length (tasks); i++)
    {
      JsonObject *task = json_array_get_object_element (tasks, i);

      if (g_str_has_suffix (json_object_get_string_member (task, "uri"), end))
        return task;
    }

  g_test_message ("no task for %s", uri);
  g_assert_not_reached ();
}

JsonObject *
psc_test_document_get_step (JsonObject *task,
                            guint       index)
{
  JsonArray *steps = json_object_get_array_member (task, "steps");

  g_assert_cmpuint (index, <, json_array_get_length (steps));

  return json_array_get_object_element (steps, index);
}

/* How many tasks the summary says to have this outcome. */
gint64
psc_test_document_count (JsonNode   *document,
                         const char *outcome)
{
  JsonObject *summary = get_object (document, "summary");

  return json_object_get_int_member (
    json_object_get_object_member (summary, "outcomes"), outcome);
}

/* Every file has one outcome, and the summary counts them. */
static void
check_outcomes (JsonNode *document)
{
  JsonObject *summary = get_object (document, "summary");
  JsonObject *outcomes = json_object_get_object_member (summary, "outcomes");
  g_autoptr (GList) names = json_object_get_members (outcomes);
  JsonArray *tasks = get_array (document, "tasks");
  gint64 n_files = json_object_get_int_member (summary, "files");
  gint64 sum = 0;

  g_assert_cmpuint (json_array_get_length (tasks), ==, n_files);
  for (GList *name = names; name != NULL; name = name->next)
    {
      gint64 count = 0;

      for (guint i = 0; i < n_files; i++)
        count += g_str_equal (
          json_object_get_string_member (
            json_array_get_object_element (tasks, i), "outcome"), name->data);
      g_assert_cmpint (count, ==,
                       json_object_get_int_member (outcomes, name->data));
      sum += count;
    }
  g_assert_cmpint (sum, ==, n_files);
}

/* The account covers the area exactly. */
static void
check_account (JsonNode *document)
{
  static const char * const parts[] = {
    "start", "inside", "handover", "restart", "down", "tail",
  };
  JsonObject *summary = get_object (document, "summary");
  JsonObject *account = json_object_get_object_member (summary, "account_ns");
  JsonObject *steps = json_object_get_object_member (account, "steps");
  g_autoptr (GList) names = json_object_get_members (steps);
  gint64 wall_ns = json_object_get_int_member (summary, "wall_ns");
  gint64 sum_ns = 0;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      gint64 part_ns = json_object_get_int_member (account, parts[i]);

      g_assert_cmpint (part_ns, >=, 0);
      sum_ns += part_ns;
    }
  g_assert_cmpuint (json_object_get_size (account), ==,
                    G_N_ELEMENTS (parts) + 1);
  for (GList *name = names; name != NULL; name = name->next)
    {
      gint64 part_ns = json_object_get_int_member (steps, name->data);

      g_assert_cmpint (part_ns, >=, 0);
      sum_ns += part_ns;
    }

  g_assert_cmpint (sum_ns, ==, get_n_lanes (document) * wall_ns);
}

/* Worker numbers are distinct, and each worker lived in one lane. */
static void
check_workers (JsonNode *document)
{
  JsonArray *workers = get_array (document, "workers");

  for (guint i = 0; i < json_array_get_length (workers); i++)
    {
      JsonObject *worker = json_array_get_object_element (workers, i);
      gint64 lane = json_object_get_int_member (worker, "lane");

      g_assert_cmpint (json_object_get_int_member (worker, "worker"), ==,
                       i + 1);
      g_assert_cmpint (lane, >=, 1);
      g_assert_cmpint (lane, <=, get_n_lanes (document));
      g_assert_false (json_object_get_null_member (worker, "ended_ns"));
    }
}

/* Steps follow each other inside their task. */
static void
check_steps (JsonObject *task)
{
  JsonArray *steps = json_object_get_array_member (task, "steps");
  gint64 reached_ns = json_object_get_int_member (task, "start_ns");

  for (guint i = 0; i < json_array_get_length (steps); i++)
    {
      JsonObject *step = json_array_get_object_element (steps, i);

      g_assert_cmpint (json_object_get_int_member (step, "start_ns"), >=,
                       reached_ns);
      reached_ns = json_object_get_int_member (step, "end_ns");
      g_assert_cmpint (reached_ns, >=,
                       json_object_get_int_member (step, "start_ns"));
    }
  g_assert_cmpint (reached_ns, <=,
                   json_object_get_int_member (task, "end_ns"));
}

/* A task runs in its worker's lane while that worker lives. */
static void
check_place (JsonNode   *document,
             JsonObject *task)
{
  guint number = (guint) json_object_get_int_member (task, "worker");
  JsonObject *worker;

  g_assert_cmpuint (number, >=, 1);
  worker = json_array_get_object_element (get_array (document, "workers"),
                                          number - 1);
  g_assert_cmpint (json_object_get_int_member (task, "lane"), ==,
                   json_object_get_int_member (worker, "lane"));
  g_assert_cmpint (json_object_get_int_member (task, "start_ns"), >=,
                   json_object_get_int_member (worker, "ready_ns"));
  g_assert_cmpint (json_object_get_int_member (task, "end_ns"), <=,
                   json_object_get_int_member (worker, "ended_ns"));
}

static int
compare_bars (gconstpointer a,
              gconstpointer b)
{
  const Bar *left = a;
  const Bar *right = b;

  return (left->start_ns > right->start_ns) -
         (left->start_ns < right->start_ns);
}

/* The bars of a lane do not overlap, and lie within the run. */
static void
check_lane (JsonNode *document,
            guint     lane)
{
  g_autoptr (GArray) bars = g_array_new (FALSE, FALSE, sizeof (Bar));
  JsonArray *tasks = get_array (document, "tasks");
  gint64 reached_ns = 0;

  for (guint i = 0; i < json_array_get_length (tasks); i++)
    {
      JsonObject *task = json_array_get_object_element (tasks, i);
      Bar bar;

      if (json_object_get_null_member (task, "start_ns") ||
          json_object_get_int_member (task, "lane") != lane)
        continue;

      bar.start_ns = json_object_get_int_member (task, "start_ns");
      bar.end_ns = json_object_get_int_member (task, "end_ns");
      g_array_append_val (bars, bar);
    }

  g_array_sort (bars, compare_bars);
  for (guint i = 0; i < bars->len; i++)
    {
      const Bar *bar = &g_array_index (bars, Bar, i);

      g_assert_cmpint (bar->start_ns, >=, reached_ns);
      g_assert_cmpint (bar->end_ns, >=, bar->start_ns);
      reached_ns = bar->end_ns;
    }
  g_assert_cmpint (reached_ns, <=,
                   json_object_get_int_member (
                     get_object (document, "summary"), "wall_ns"));
}

/* What holds for every run, however it went. */
void
psc_test_document_check (JsonNode *document)
{
  JsonArray *tasks = get_array (document, "tasks");

  check_outcomes (document);
  check_account (document);
  check_workers (document);
  for (guint lane = 1; lane <= get_n_lanes (document); lane++)
    check_lane (document, lane);

  for (guint i = 0; i < json_array_get_length (tasks); i++)
    {
      JsonObject *task = json_array_get_object_element (tasks, i);

      g_assert_cmpint (json_object_get_int_member (task, "task"), ==, i + 1);
      if (json_object_get_null_member (task, "start_ns"))
        continue;

      check_place (document, task);
      check_steps (task);
    }
}

static guint
get_expected_chunk_size (JsonNode *document,
                         guint     n_tasks)
{
  JsonObject *settings = get_object (document, "settings");
  const char *mode = json_object_get_string_member (settings, "mode");
  guint n_chunks = 4 * get_n_lanes (document);

  if (g_str_equal (mode, "thread") || g_str_equal (mode, "process-executor"))
    return 1;

  return (n_tasks + n_chunks - 1) / n_chunks;
}

/* A run without a fault whose chunk size was left to the mode: chunks have
 * that size, and each stays with one worker. */
void
psc_test_document_check_chunks (JsonNode *document)
{
  JsonArray *tasks = get_array (document, "tasks");
  guint n_tasks = json_array_get_length (tasks);
  guint size = get_expected_chunk_size (document, n_tasks);

  g_assert_cmpint (json_object_get_int_member (
                     get_object (document, "settings"), "chunk_size"),
                   ==, size);
  for (guint i = 0; i < n_tasks; i++)
    {
      JsonObject *task = json_array_get_object_element (tasks, i);
      JsonObject *first = json_array_get_object_element (tasks,
                                                         i - i % size);

      g_assert_cmpint (json_object_get_int_member (task, "chunk"), ==,
                       i / size + 1);
      g_assert_cmpint (json_object_get_int_member (task, "worker"), ==,
                       json_object_get_int_member (first, "worker"));
    }
}
