// Random options, library by library. Each maker is given what generator.mjs has, and gives a function that makes options.

const fastify = ({ dice: { chance, pick }, odd, originOption, list, methodList, maxAge, flag, some }) => () => {
  const options = {};
  some(options, 'origin', 0.8, originOption);
  some(options, 'methods', 0.3, methodList);
  some(options, 'allowedHeaders', 0.3, list);
  some(options, 'exposedHeaders', 0.3, list);
  some(options, 'credentials', 0.4, flag);
  some(options, 'maxAge', 0.3, maxAge);
  some(options, 'preflight', 0.15, flag);
  some(options, 'strictPreflight', 0.3, flag);
  some(options, 'preflightContinue', 0.15, flag);
  some(options, 'optionsSuccessStatus', 0.2, () => pick([200, 204, 200, '200', '0xca', 204.9, 99, 600, 'no', null, [200], true, 299, {}, 304]));
  some(options, 'cacheControl', 0.2, () => (chance(0.7) ? pick([60, 'public, max-age=60', 0, 1.5, '', null]) : odd()));
  some(options, 'hook', 0.15, () => pick(['onRequest', 'preParsing', 'preValidation', 'preHandler', 'onSend', null]));
  some(options, 'unknown', 0.05, odd);
  return options;
};

const koa = ({ dice: { chance, pick, many }, odd, origin, list, methodList, maxAge, flag, some }) => () => {
  const options = {};
  some(options, 'origin', 0.7, () => (chance(0.6) ? origin() : chance(0.7) ? pick(['*', '*', '', null, true]) : many(3, origin)));
  some(options, 'allowMethods', 0.3, methodList);
  some(options, 'allowHeaders', 0.3, list);
  some(options, 'exposeHeaders', 0.3, list);
  some(options, 'credentials', 0.5, flag);
  some(options, 'maxAge', 0.3, maxAge);
  some(options, 'keepHeadersOnError', 0.2, flag);
  some(options, 'secureContext', 0.2, flag);
  some(options, 'privateNetworkAccess', 0.3, flag);
  some(options, 'unknown', 0.05, odd);
  return options;
};

const hono = ({ dice: { chance, many, pick }, names, odd, origin, methodList, maxAge, flag, some }) => () => {
  const list = () => (chance(0.9) ? many(3, () => pick(names)) : odd());
  const options = {};
  some(options, 'origin', 0.8, () => (chance(0.3) ? origin() : chance(0.9) ? many(4, origin) : odd()));
  some(options, 'allowMethods', 0.3, methodList);
  some(options, 'allowHeaders', 0.3, list);
  some(options, 'exposeHeaders', 0.3, list);
  some(options, 'credentials', 0.4, flag);
  some(options, 'maxAge', 0.3, maxAge);
  some(options, 'unknown', 0.05, odd);
  return options;
};

export const optionMakers = { 'fastify-cors': fastify, 'koa-cors': koa, 'hono-cors': hono };
