import { Get, Param } from '@nestjs/common';
import { BoardQueries, ForecastQueries, type Visitor } from '@case-consultation/features';
import { noSuchThing } from '../../../../http/problems/api-problem.js';
import { file, page, type PageAnswer } from '../../../kit/answer.js';
import { Me, Page } from '../../../kit/page.decorator.js';
import { csvOf } from '../../parts/table.csv.js';
import { forecastPage, forecastTables } from './forecast.view.js';

/** What is to be expected of demand, waits and capacity, and each of its tables as CSV. */
@Page('board/demand/forecast', 'lead')
export class ForecastPage {
  constructor(
    private readonly forecasts: ForecastQueries,
    private readonly board: BoardQueries,
  ) {}

  @Get()
  async show(@Me() { actor }: Visitor): Promise<PageAnswer> {
    const [forecast, summary] = await Promise.all([
      this.forecasts.forecast(actor),
      this.board.summary(actor),
    ]);
    return page('board/demand/forecast/forecast', 'Forecast', forecastPage(forecast, summary), {
      section: '/board',
    });
  }

  @Get(':forecast')
  async download(@Me() { actor }: Visitor, @Param('forecast') asked: string): Promise<PageAnswer> {
    const forecast = await this.forecasts.forecast(actor);
    const found = forecastTables(forecast).find(({ name }) => `${name}.csv` === asked);
    if (!found) throw noSuchThing();
    return file(`forecast-${found.name}-${forecast.today}.csv`, 'text/csv', csvOf(found.table));
  }
}
