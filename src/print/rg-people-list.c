/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Lays a list of people out: the head on the first page, then row after row. */
#include "print/rg-people-list.h"

#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "print/rg-summary-sides.h"

#define RG_LIST_SIZE 10.0
#define RG_LIST_LINE (RG_LIST_SIZE * 1.6)

RgPeopleList *
rg_people_list_new (const char *shop, const char *title, const char *sentence, RgDay day)
{
  RgPeopleList *list = g_new0 (RgPeopleList, 1);

  list->shop = g_strdup (shop);
  list->title = g_strdup (title);
  list->sentence = g_strdup (sentence);
  list->day = day;
  list->rows = g_array_new (FALSE, FALSE, sizeof (RgPeopleListRow));
  return list;
}

void
rg_people_list_add (RgPeopleList *list, const GPtrArray *people)
{
  for (guint i = 0; i < people->len; i++)
    {
      const RgCustomerSummary *summary = people->pdata[i];
      const RgPeopleListRow row = { rg_customer_dup_shown_name (summary->name, summary->number),
                                    g_strdup (summary->city), summary->last_on };

      g_array_append_val (list->rows, row);
    }
}

void
rg_people_list_free (RgPeopleList *list)
{
  for (guint i = 0; i < list->rows->len; i++)
    {
      g_free (g_array_index (list->rows, RgPeopleListRow, i).name);
      g_free (g_array_index (list->rows, RgPeopleListRow, i).city);
    }
  g_array_unref (list->rows);
  g_free (list->shop);
  g_free (list->title);
  g_free (list->sentence);
  g_free (list);
}

static void
rg_people_list_head (const RgPeopleList *list, RgFlow *flow)
{
  g_autofree char *day = rg_page_date (list->day);
  g_autofree char *number = rg_number_format (list->rows->len);
  /* Translators: how many people, on which day. */
  g_autofree char *note = g_strdup_printf (
    P_("%s customer on %s", "%s customers on %s", list->rows->len), number, day);

  rg_flow_text (flow, RG_LIST_SIZE, FALSE, 1, list->shop);
  rg_flow_gap (flow, 6);
  rg_flow_text (flow, 18, TRUE, 2, list->title);
  rg_flow_text (flow, RG_LIST_SIZE, FALSE, 1, note);
  rg_flow_gap (flow, 8);
  rg_flow_text (flow, RG_LIST_SIZE, FALSE, 6, list->sentence);
  rg_flow_gap (flow, 12);
}

/* How many rows there are on the first page, and on each other; a line of each is for the titles of
 * the columns. */
static guint
rg_people_list_measure (const RgPeopleList *list, const RgPaper *paper, guint *rows)
{
  RgFlow flow = { NULL, RG_PAPER_MARGIN, RG_PAPER_MARGIN, paper->width - 2 * RG_PAPER_MARGIN };
  const double bottom = paper->height - RG_PAPER_MARGIN;

  rg_people_list_head (list, &flow);
  *rows = (guint) MAX ((bottom - RG_PAPER_MARGIN) / RG_LIST_LINE - 1, 1);
  return (guint) MAX ((bottom - flow.y) / RG_LIST_LINE - 1, 0);
}

guint
rg_people_list_n_pages (const RgPeopleList *list, const RgPaper *paper)
{
  guint rows;
  const guint first = rg_people_list_measure (list, paper, &rows);

  return list->rows->len <= first ? 1 : 1 + (list->rows->len - first + rows - 1) / rows;
}

static void
rg_people_list_cells (RgFlow *flow, gboolean bold, const char *name, const char *city,
                      const char *last)
{
  const char *const texts[] = { name, city, last };
  const double places[] = { 0, 0.5, 0.78, 1 };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      const double width = (places[i + 1] - places[i]) * flow->width;
      g_autoptr (PangoLayout) layout = rg_page_layout (RG_LIST_SIZE, bold, width - 6, texts[i]);

      pango_layout_set_alignment (layout, i == 2 ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
      pango_layout_set_height (layout, 0);
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
      rg_page_show (flow->cr, layout, flow->x + places[i] * flow->width, flow->y);
    }
}

void
rg_people_list_draw_page (const RgPeopleList *list, const RgPaper *paper, cairo_t *cr, guint page)
{
  RgFlow flow = { cr, RG_PAPER_MARGIN, RG_PAPER_MARGIN, paper->width - 2 * RG_PAPER_MARGIN };
  guint rows;
  const guint first_rows = rg_people_list_measure (list, paper, &rows);
  const guint first = page == 0 ? 0 : first_rows + (page - 1) * rows;
  const guint end = MIN (list->rows->len, page == 0 ? first_rows : first + rows);

  if (page == 0)
    rg_people_list_head (list, &flow);
  if (first >= end)
    return;
  rg_people_list_cells (&flow, TRUE, _("Name"), _("City"), _("Last visit"));
  for (guint i = first; i < end; i++)
    {
      const RgPeopleListRow *row = &g_array_index (list->rows, RgPeopleListRow, i);
      g_autofree char *last = row->last_day != RG_DAY_NONE ? rg_page_date (row->last_day) : NULL;

      rg_flow_gap (&flow, RG_LIST_LINE);
      rg_people_list_cells (&flow, FALSE, row->name, row->city, last != NULL ? last : "");
    }
}

typedef struct {
  const RgPeopleList *list;
  const RgPaper *paper;
} RgPeopleListJob;

static void
rg_people_list_draw_cb (cairo_t *cr, guint page, gpointer data)
{
  const RgPeopleListJob *job = data;

  rg_people_list_draw_page (job->list, job->paper, cr, page);
}

gboolean
rg_people_list_write_pdf (const RgPeopleList *list, const char *path, GError **error)
{
  RgPeopleListJob job = { list, rg_paper_default () };

  return rg_pdf_write (path, job.paper, rg_people_list_n_pages (list, job.paper),
                       rg_people_list_draw_cb, &job, list->title, list->day, NULL, error);
}
